package dev.starling.routing;

import dev.starling.routing.delivery.Router;
import dev.starling.routing.directory.Directory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Puts the directory and the router of a node on the bus, both on one event loop. It wires; it
/// decides nothing.
public final class RoutingVerticle extends VerticleBase {

  private final Directory directory;
  private final Router router;

  public RoutingVerticle(Directory directory, Router router) {
    this.directory = directory;
    this.router = router;
  }

  @Override
  public Future<?> start() {
    return directory.start().compose(known -> router.start());
  }
}
