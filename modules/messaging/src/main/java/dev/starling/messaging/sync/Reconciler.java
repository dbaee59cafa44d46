package dev.starling.messaging.sync;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.Position;
import dev.starling.persistence.event.ChangeRepository;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.persistence.event.ChangeRepository.Departure;
import dev.starling.routing.delivery.Mailbox;
import dev.starling.routing.delivery.Mailboxes;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what the bus has lost: compares what was committed in the whole cluster with what the
/// sockets of this node have. Its cost grows with the cluster's writes and with nothing else.
///
/// **Guarantee:** a committed event reaches every connected member within
/// [SyncConfig#reconcileEvery] plus [SyncConfig#reconcileGrace] and one read of the log, also when
/// the node that wrote it died before it told anybody.
public final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final ChangeRepository changes;
  private final Audiences audiences;
  private final Mailboxes mailboxes;
  private final SyncConfig config;
  private final List<Inboxes> loops = new CopyOnWriteArrayList<>();
  private Position last;
  private long timer;

  public Reconciler(
      Vertx vertx,
      ChangeRepository changes,
      Audiences audiences,
      Mailboxes mailboxes,
      SyncConfig config) {
    this.vertx = vertx;
    this.changes = changes;
    this.audiences = audiences;
    this.mailboxes = mailboxes;
    this.config = config;
  }

  /// The inboxes of one more event loop. Any thread.
  void watch(Inboxes inboxes) {
    loops.add(inboxes);
  }

  /// Runs on the context it is called on.
  Future<Void> start() {
    vertx.setPeriodic(ChangeRepository.RECENT_FOR.toMillis() / 4, id -> forgetOld());
    return changes
        .now()
        .onSuccess(
            now -> {
              last = now;
              next();
            })
        .mapEmpty();
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void next() {
    timer = vertx.setTimer(config.reconcileEvery().toMillis(), id -> look());
  }

  private void look() {
    Position since = last;
    changes
        .since(since.snapshot())
        .compose(found -> settled(found).compose(grace -> compare(since, found)))
        .onSuccess(position -> last = position)
        .onFailure(cause -> LOG.warn("reconciliation put off: {}", cause.getMessage()))
        .onComplete(done -> next());
  }

  /// What was committed a moment ago is most likely still being delivered.
  private Future<Void> settled(Changes found) {
    return found.changes().isEmpty()
        ? Future.succeededFuture()
        : vertx.timer(config.reconcileGrace().toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Position> compare(Position since, Changes found) {
    Position now = found.asOf();
    if (!now.epoch().equals(since.epoch())) {
      LOG.warn("the database's history changed from {} to {}", since.epoch(), now.epoch());
      onEveryLoop(inboxes -> inboxes.restart(now));
      return Future.succeededFuture(now);
    }
    Duration looked = Duration.between(since.at(), now.at());
    if (looked.compareTo(ChangeRepository.RECENT_FOR.minus(MARGIN)) > 0) {
      LOG.warn("no reconciliation for {}: every inbox is checked", looked);
      onEveryLoop(Inboxes::recheck);
      return Future.succeededFuture(now);
    }
    return expectations(since, found.changes())
        .map(
            expected -> {
              String cursor = ServerFrame.signal(new Signal.CaughtUp(InboxCursor.write(now)));
              onEveryLoop(
                  inboxes ->
                      inboxes.reconcile(expected.getOrDefault(inboxes, List.of()), now, cursor));
              return now;
            });
  }

  /// Of the members the heads, and of those who are none any more their last events.
  private Future<Map<Inboxes, List<Inboxes.Expectation>>> expectations(
      Position since, List<Change> found) {
    Map<ConversationId, Change> heads = new HashMap<>();
    found.forEach(change -> heads.merge(change.conversation(), change, Reconciler::further));
    if (heads.isEmpty() || mailboxes.size() == 0) {
      return Future.succeededFuture(Map.of());
    }
    Map<ConversationId, Integer> versions = new HashMap<>();
    heads.forEach((conversation, change) -> versions.put(conversation, change.memberVersion()));
    // Whoever is online after this was asked begins with a look at the database, later than now.
    return audiences
        .of(versions)
        .compose(
            all ->
                changes
                    .departedSince(since.snapshot())
                    .map(departed -> expectations(heads, all, departed)));
  }

  private Map<Inboxes, List<Inboxes.Expectation>> expectations(
      Map<ConversationId, Change> heads,
      Map<ConversationId, Audience> audiences,
      List<Departure> departed) {
    Map<Inboxes, List<Inboxes.Expectation>> expected = new HashMap<>();
    audiences.forEach(
        (id, audience) ->
            audience.recipients().forEach(member -> expect(expected, heads.get(id), member)));
    departed.forEach(departure -> expect(expected, departure.last(), departure.user()));
    return expected;
  }

  private void expect(
      Map<Inboxes, List<Inboxes.Expectation>> expected, Change change, UserId user) {
    for (Mailbox mailbox : mailboxes.of(user)) {
      if (mailbox instanceof Inbox inbox) {
        expected
            .computeIfAbsent(inbox.home(), home -> new ArrayList<>())
            .add(new Inboxes.Expectation(inbox, change));
      }
    }
  }

  private void onEveryLoop(Consumer<Inboxes> action) {
    loops.forEach(inboxes -> inboxes.context().runOnContext(on -> action.accept(inboxes)));
  }

  private void forgetOld() {
    changes.forgetOld().onFailure(cause -> LOG.warn("old changes kept: {}", cause.getMessage()));
  }

  private static Change further(Change one, Change other) {
    return one.headSeq() >= other.headSeq() ? one : other;
  }
}
