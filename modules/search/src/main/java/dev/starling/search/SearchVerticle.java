package dev.starling.search;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Gives an [Indexer] a context to run on. It wires; it decides nothing.
final class SearchVerticle extends VerticleBase {

  private final Indexer indexer;

  SearchVerticle(Indexer indexer) {
    this.indexer = indexer;
  }

  @Override
  public Future<?> start() {
    indexer.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return indexer.stop();
  }
}
