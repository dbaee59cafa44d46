package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.routing.delivery.Mailboxes;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The inboxes of one event loop. Every method but [#context] is called there.
public final class Inboxes {

  /// What the reconciliation expects of one inbox.
  record Expectation(Inbox inbox, Change change) {}

  private final Context context;
  private final Mailboxes mailboxes;
  private final SyncConfig config;
  private final Log log;
  private final SyncStats stats;
  private final BiConsumer<Duration, Runnable> timer;
  private final Set<Inbox> open = new HashSet<>();
  private final Set<Inbox> active = new HashSet<>();
  private Position lastStart;
  private String lastStartFrame;

  /// @param timer runs something on the event loop after so long
  Inboxes(
      Context context,
      Mailboxes mailboxes,
      SyncConfig config,
      Log log,
      SyncStats stats,
      BiConsumer<Duration, Runnable> timer) {
    this.context = context;
    this.mailboxes = mailboxes;
    this.config = config;
    this.log = log;
    this.stats = stats;
    this.timer = timer;
  }

  public Context context() {
    return context;
  }

  /// Starts a socket's event stream.
  ///
  /// @param cursor where it resumes, null to begin now
  public Inbox open(UserId user, String cursor, Sink sink) {
    Position from = cursor == null ? null : InboxCursor.read(cursor);
    Inbox inbox = new Inbox(user, sink, this, config, log);
    open.add(inbox);
    // First known, then asked: what is committed from here on is delivered or found by asking.
    mailboxes.add(user, inbox);
    if (from == null) {
      inbox.startNow();
    } else {
      inbox.startFrom(from);
    }
    return inbox;
  }

  /// What a socket is told that has everything up to the position, often many at the same one.
  String caughtUp(Position position) {
    if (!position.equals(lastStart)) {
      lastStart = position;
      lastStartFrame = ServerFrame.signal(new Signal.CaughtUp(InboxCursor.write(position)));
    }
    return lastStartFrame;
  }

  SyncStats stats() {
    return stats;
  }

  void closed(Inbox inbox) {
    mailboxes.remove(inbox.user(), inbox);
    open.remove(inbox);
    active.remove(inbox);
  }

  void active(Inbox inbox) {
    active.add(inbox);
  }

  /// One round of the reconciliation.
  void reconcile(List<Expectation> expectations, Position position, String cursorFrame) {
    expectations.forEach(expected -> expected.inbox().expect(expected.change()));
    List.copyOf(active).forEach(inbox -> inbox.advance(position, cursorFrame));
    active.removeIf(inbox -> !inbox.isActive());
  }

  /// Rounds of the reconciliation were missed.
  void recheck() {
    List.copyOf(open).forEach(Inbox::recheck);
  }

  /// The database's history changed.
  void restart(Position now) {
    List.copyOf(open).forEach(inbox -> inbox.restart(now));
  }

  /// Once a read of the log that failed may be tried again.
  void later(Runnable action) {
    timer.accept(config.retryEvery(), action);
  }

  /// Once what was on its way has come, if it comes.
  void soon(Runnable action) {
    timer.accept(config.reconcileGrace(), action);
  }
}
