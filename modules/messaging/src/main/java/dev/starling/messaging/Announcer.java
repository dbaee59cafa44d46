package dev.starling.messaging;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.routing.delivery.Router;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.cluster.MembersChanged;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the members of a conversation what was committed in it. What one batch of the writer
/// committed leaves as one delivery. Safe for use by any thread.
///
/// Failing to tell is no failure: what is not told here is found by the reconciliation.
public final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  /// @param xid the transaction that wrote the event
  /// @param previousXid the one that wrote the event before it, 0 for none
  /// @param memberVersion of the member list then
  /// @param isWithheld whether only who wrote it is told; sockets of others find a place of it, and
  ///   nothing more, by the reconciliation
  record Committed(
      ConversationEvent event, long xid, long previousXid, int memberVersion, boolean isWithheld) {

    Committed(ConversationEvent event, long xid, long previousXid, int memberVersion) {
      this(event, xid, previousXid, memberVersion, false);
    }
  }

  private final Vertx vertx;
  private final Audiences audiences;
  private final Router router;
  private final Queue<Committed> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  public Announcer(Vertx vertx, Audiences audiences, Router router) {
    this.vertx = vertx;
    this.audiences = audiences;
    this.router = router;
  }

  /// The writer answers a whole batch in one go, so everything it answers is announced together one
  /// turn of the event loop later.
  void announce(Committed committed) {
    waiting.add(committed);
    if (scheduled.compareAndSet(false, true)) {
      vertx.getOrCreateContext().runOnContext(on -> announceWaiting());
    }
  }

  private void announceWaiting() {
    scheduled.set(false);
    List<Committed> batch = new ArrayList<>();
    for (Committed next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    // Of one conversation in its order, whoever was answered first.
    batch.sort(Comparator.comparingLong(committed -> committed.event().seq()));
    Map<ConversationId, Integer> versions = new HashMap<>();
    for (Committed committed : batch) {
      tellIfMembersChanged(committed);
      versions.merge(committed.event().conversation(), committed.memberVersion(), Math::max);
    }
    audiences
        .of(versions)
        .onSuccess(found -> router.deliver(deliveries(batch, found)))
        .onFailure(cause -> LOG.warn("{} events left to the reconciliation", batch.size(), cause));
  }

  private void tellIfMembersChanged(Committed committed) {
    ConversationEvent event = committed.event();
    if (!event.joined().isEmpty() || !event.left().isEmpty()) {
      audiences.changed(
          new MembersChanged(
              event.conversation(), committed.memberVersion(), event.joined(), event.left()));
    }
  }

  private static List<Delivery> deliveries(
      List<Committed> batch, Map<ConversationId, Audience> audiences) {
    List<Delivery> deliveries = new ArrayList<>(batch.size());
    for (Committed committed : batch) {
      ConversationEvent event = committed.event();
      deliveries.add(
          new Delivery.Durable(
              event.conversation(),
              event.seq(),
              committed.xid(),
              committed.previousXid(),
              ServerFrame.event(event),
              hearers(committed, audiences.get(event.conversation()))));
    }
    return deliveries;
  }

  /// Those who are in it now, and those who are not any more by this event.
  ///
  /// @param audience null when nobody is in it any more
  private static List<UserId> hearers(Committed committed, Audience audience) {
    ConversationEvent event = committed.event();
    if (committed.isWithheld()) {
      return List.of(event.sender());
    }
    if (audience == null) {
      return event.left();
    }
    return event.left().isEmpty()
        ? audience.recipients()
        : Stream.concat(audience.recipients().stream(), event.left().stream()).distinct().toList();
  }
}
