package dev.starling.routing.directory;

import dev.starling.wire.cluster.DirectoryDelta;
import dev.starling.wire.cluster.DirectorySnapshot;
import java.util.ArrayDeque;
import java.util.Queue;

/// What one other node has told about its sockets: applies its deltas in order and notices when one
/// is missing. Owned by the directory's context.
final class Peer {

  /// More deltas than this while a snapshot is under way, and the snapshot would be asked again.
  private static final int WAITING_MAX = 10_000;

  private final String node;
  private final Replica replica;
  private final Queue<DirectoryDelta> waiting = new ArrayDeque<>();
  private long number = -1;
  private boolean asking;

  Peer(String node, Replica replica) {
    this.node = node;
    this.replica = replica;
  }

  /// Whether a snapshot has to be asked for now.
  boolean apply(DirectoryDelta delta) {
    if (asking) {
      if (waiting.size() < WAITING_MAX) {
        waiting.add(delta);
      }
      return false;
    }
    if (isNext(delta)) {
      take(delta);
      return false;
    }
    return delta.number() > number && ask(delta);
  }

  /// Whether another snapshot has to be asked for now.
  boolean apply(DirectorySnapshot snapshot) {
    asking = false;
    replica.replace(node, snapshot.users());
    number = snapshot.number();
    while (!waiting.isEmpty() && !asking) {
      DirectoryDelta delta = waiting.remove();
      if (isNext(delta)) {
        take(delta);
      } else if (delta.number() > number) {
        waiting.clear();
        return ask(delta);
      }
    }
    return false;
  }

  /// The snapshot did not come. The peer's next word shows again that one is needed.
  void snapshotFailed() {
    asking = false;
    waiting.clear();
  }

  /// A heartbeat never is: one with the next number says that the delta with it was lost.
  private boolean isNext(DirectoryDelta delta) {
    return !delta.isHeartbeat() && number >= 0 && delta.number() == number + 1;
  }

  private void take(DirectoryDelta delta) {
    replica.add(node, delta.arrived());
    replica.remove(node, delta.left());
    number = delta.number();
  }

  private boolean ask(DirectoryDelta first) {
    asking = true;
    waiting.add(first);
    return true;
  }
}
