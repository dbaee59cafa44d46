package dev.starling.messaging;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due and erases what has expired or was deleted, again and again on every node, and
/// never at exactly the same times as the others. It wires; it decides nothing.
final class Upkeep extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final ScheduledSender sender;
  private final ExpirySweep sweep;
  private final ErasingSweep erasing;
  private final TakingBack takingBack;
  private final PersonalConfig config;
  private boolean stopped;

  Upkeep(
      ScheduledSender sender,
      ExpirySweep sweep,
      ErasingSweep erasing,
      TakingBack takingBack,
      PersonalConfig config) {
    this.sender = sender;
    this.sweep = sweep;
    this.erasing = erasing;
    this.takingBack = takingBack;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    repeat(config.sendEvery(), sender::run);
    repeat(config.sweepEvery(), sweep::run);
    repeat(config.erasing().every(), erasing::run);
    repeat(config.sweepEvery(), erasing::forgetReceipts);
    repeat(config.erasing().every(), takingBack::run);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }

  /// Each time a while after it was done, so that slow work never piles up.
  private void repeat(Duration every, Supplier<Future<?>> work) {
    long millis = every.toMillis();
    long pause = Math.max(1, millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    vertx.setTimer(
        pause,
        timer -> {
          if (!stopped) {
            Future.succeededFuture()
                .compose(done -> work.get())
                .onFailure(cause -> LOG.debug("done again later", cause))
                .onComplete(done -> repeat(every, work));
          }
        });
  }
}
