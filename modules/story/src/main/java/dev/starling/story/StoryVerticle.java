package dev.starling.story;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Does the [Upkeep] and the [Forgetting] from time to time, at another moment on each node.
final class StoryVerticle extends VerticleBase {

  private final Supplier<Future<Void>> upkeep;
  private final Duration every;
  private final RandomGenerator random;
  private boolean stopped;

  StoryVerticle(Supplier<Future<Void>> upkeep, Duration every, RandomGenerator random) {
    this.upkeep = upkeep;
    this.every = every;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    return upkeep.get().onComplete(done -> later());
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }

  private void later() {
    if (!stopped) {
      long half = every.toMillis() / 2;
      vertx.setTimer(
          half + random.nextLong(2 * half), fired -> upkeep.get().onComplete(done -> later()));
    }
  }
}
