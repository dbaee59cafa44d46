package dev.starling.search;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/// Gives something that works by itself a context to run on. It wires; it decides nothing.
final class SearchVerticle extends VerticleBase {

  private final Runnable begin;
  private final Supplier<Future<Void>> end;

  SearchVerticle(Runnable begin, Supplier<Future<Void>> end) {
    this.begin = begin;
    this.end = end;
  }

  @Override
  public Future<?> start() {
    begin.run();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return end.get();
  }
}
