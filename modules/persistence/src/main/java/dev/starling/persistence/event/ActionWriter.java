package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import io.vertx.core.Future;

/// Runs actions one by one: each is one statement and one transaction, decided under its
/// conversation's lock. For those that may take long, and for nodes without [EventWriters].
public final class ActionWriter {

  private final Database database;

  public ActionWriter(Database database) {
    this.database = database;
  }

  public Future<ActionResult> run(Action action) {
    return database.with(client -> ActionCall.alone(client, action));
  }
}
