package dev.starling.media;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects files and reads keys from time to time, at another moment on each node.
final class MediaVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(MediaVerticle.class);

  private final Supplier<Future<?>> upkeep;
  private final Duration every;
  private final RandomGenerator random;
  private boolean stopped;

  MediaVerticle(Supplier<Future<?>> upkeep, Duration every, RandomGenerator random) {
    this.upkeep = upkeep;
    this.every = every;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    later();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }

  private void later() {
    if (!stopped) {
      long half = Math.max(1, every.toMillis() / 2);
      vertx.setTimer(half + random.nextLong(2 * half), due -> run());
    }
  }

  private void run() {
    upkeep
        .get()
        .onFailure(cause -> LOG.warn("files were not looked after: {}", cause.toString()))
        .onComplete(done -> later());
  }
}
