package dev.starling.messaging.sync;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Gives the reconciliation an event loop. It wires; it decides nothing.
final class SyncVerticle extends VerticleBase {

  private final Reconciler reconciler;

  SyncVerticle(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Override
  public Future<?> start() {
    return reconciler.start();
  }

  @Override
  public Future<?> stop() {
    reconciler.stop();
    return Future.succeededFuture();
  }
}
