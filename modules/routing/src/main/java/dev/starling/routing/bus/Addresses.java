package dev.starling.routing.bus;

import dev.starling.wire.cluster.Append;
import dev.starling.wire.cluster.AppendAnswer;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.DirectoryDelta;
import dev.starling.wire.cluster.DirectorySnapshot;
import dev.starling.wire.cluster.MembersChanged;
import dev.starling.wire.cluster.Received;
import dev.starling.wire.cluster.SessionsRevoked;
import dev.starling.wire.cluster.VisibilityChanged;
import java.time.Duration;

/// Every address on the event bus. If it is not listed here, it does not exist.
///
/// There are a handful for each node and none for each user: a clustered registration costs 0.4–0.8
/// ms of CPU, 5–6 kB on every node, and a scan of them all when a node dies.
public final class Addresses {

  public static final Topic<SessionsRevoked> SESSIONS_REVOKED =
      new Topic<>("session.revoked", SessionsRevoked.class);

  public static final Topic<DirectoryDelta> DIRECTORY =
      new Topic<>("directory", DirectoryDelta.class);

  public static final Topic<MembersChanged> MEMBERS_CHANGED =
      new Topic<>("conversation.members", MembersChanged.class);

  public static final Topic<VisibilityChanged> VISIBILITY =
      new Topic<>("visibility", VisibilityChanged.class);

  /// Served by every node with the persistence role; one of them gets it.
  public static final Request<Append, AppendAnswer> APPEND =
      new Request<>("message.append", Append.class, AppendAnswer.class, Duration.ofSeconds(15));

  private static final Duration DELIVER_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(5);

  private Addresses() {}

  public static Request<Deliver, Received> deliverTo(String node) {
    return new Request<>(
        "node." + node + ".deliver", Deliver.class, Received.class, DELIVER_TIMEOUT);
  }

  public static Request<DirectorySnapshot.Asked, DirectorySnapshot> directoryOf(String node) {
    return new Request<>(
        "node." + node + ".directory",
        DirectorySnapshot.Asked.class,
        DirectorySnapshot.class,
        SNAPSHOT_TIMEOUT);
  }
}
