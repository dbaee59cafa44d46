package dev.starling.persistence;

import dev.starling.persistence.event.EventWriter;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.WriterConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Gives one batch writer an event loop of its own. It wires; it decides nothing.
public final class PersistenceVerticle extends VerticleBase {

  private final Database database;
  private final WriterConfig config;
  private final EventWriters writers;
  private final int place;
  private EventWriter writer;

  public PersistenceVerticle(
      Database database, WriterConfig config, EventWriters writers, int place) {
    this.database = database;
    this.config = config;
    this.writers = writers;
    this.place = place;
  }

  @Override
  public Future<?> start() {
    writer = new EventWriter(vertx, database, config, writers.listener());
    return writer.start().onSuccess(connected -> writers.put(place, writer));
  }

  /// Completes when everything accepted is committed.
  @Override
  public Future<?> stop() {
    writers.put(place, null);
    return writer.stop();
  }
}
