package dev.starling.hooks;

import dev.starling.persistence.Repeated;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/// Gives the scanner and the pumps a context to run on. It wires; it decides nothing.
final class HooksVerticle extends VerticleBase {

  private final List<Repeated> repeated;
  private final List<Pump<?>> pumps;

  HooksVerticle(List<Repeated> repeated, List<Pump<?>> pumps) {
    this.repeated = List.copyOf(repeated);
    this.pumps = List.copyOf(pumps);
  }

  @Override
  public Future<?> start() {
    repeated.forEach(Repeated::start);
    pumps.forEach(Pump::start);
    return Future.succeededFuture();
  }

  /// Completes when no request is under way any more.
  @Override
  public Future<?> stop() {
    repeated.forEach(Repeated::stop);
    return Future.join(pumps.stream().map(Pump::stop).toList());
  }
}
