package dev.starling.messaging.sync;

import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.Database;
import dev.starling.persistence.event.ChangeRepository;
import dev.starling.persistence.event.EventRepository;
import dev.starling.routing.delivery.Mailboxes;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

/// Keeps the sockets of one node complete: inboxes for every event loop, and the reconciliation
/// that watches them all.
public final class Sync {

  private final Vertx vertx;
  private final Mailboxes mailboxes;
  private final EventRepository events;
  private final ChangeRepository changes;
  private final SyncConfig config;
  private final Reconciler reconciler;
  private final SyncStats stats = new SyncStats();

  private Sync(
      Vertx vertx,
      Mailboxes mailboxes,
      EventRepository events,
      ChangeRepository changes,
      SyncConfig config,
      Reconciler reconciler) {
    this.vertx = vertx;
    this.mailboxes = mailboxes;
    this.events = events;
    this.changes = changes;
    this.config = config;
    this.reconciler = reconciler;
  }

  public static Sync create(
      Vertx vertx,
      Database database,
      EventRepository events,
      Mailboxes mailboxes,
      Audiences audiences,
      SyncConfig config) {
    ChangeRepository changes = new ChangeRepository(database);
    return new Sync(
        vertx,
        mailboxes,
        events,
        changes,
        config,
        new Reconciler(vertx, changes, audiences, mailboxes, config));
  }

  /// The inboxes of the event loop this is called on.
  public Inboxes inboxes() {
    Inboxes inboxes =
        new Inboxes(
            vertx.getOrCreateContext(),
            mailboxes,
            config,
            new GatedLog(events, changes, config.readsMax()),
            stats,
            (pause, action) ->
                vertx.setTimer(Math.max(1, pause.toMillis()), fired -> action.run()));
    reconciler.watch(inboxes);
    return inboxes;
  }

  public SyncStats stats() {
    return stats;
  }

  /// Runs the reconciliation.
  public VerticleBase verticle() {
    return new SyncVerticle(reconciler);
  }
}
