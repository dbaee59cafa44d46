package dev.starling.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills new generations of the index from the log, a step at a time, as long as there is one to be
/// filled; PostgreSQL knows how far, so any node goes on where another has stopped. It gives way
/// while messages wait for their commit, and pauses after a failure.
final class Filler {

  private static final Logger LOG = LoggerFactory.getLogger(Filler.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration GIVE_WAY_FOR = Duration.ofMillis(200);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Vertx vertx;
  private final Generations generations;
  private final IndexerConfig config;
  private final GivingWay givingWay;
  private volatile boolean isStopped;
  private volatile Future<Void> step = Future.succeededFuture();

  /// @param commitWait how long messages wait for their commit at this moment
  Filler(
      Vertx vertx, Generations generations, IndexerConfig config, Supplier<Duration> commitWait) {
    this.vertx = vertx;
    this.generations = generations;
    this.config = config;
    this.givingWay = new GivingWay(config, commitWait);
  }

  void start() {
    after(LOOK_EVERY);
  }

  /// Completes when nothing is being filled any more.
  Future<Void> stop() {
    isStopped = true;
    return step.otherwiseEmpty();
  }

  private void after(Duration pause) {
    vertx.setTimer(pause.toMillis(), due -> run());
  }

  private void run() {
    if (isStopped) {
      return;
    }
    if (givingWay.isDue()) {
      after(GIVE_WAY_FOR);
      return;
    }
    givingWay.wentOn();
    Future<Boolean> more = generations.fill(config.documentsMax());
    step = more.compose(isMore -> isMore ? Future.succeededFuture() : generations.dropOver());
    step.onComplete(
        done -> {
          if (done.failed()) {
            LOG.debug("a step of filling the index failed: {}", done.cause().getMessage());
          }
          boolean isMore = done.succeeded() && more.result();
          after(isMore ? AT_ONCE : LOOK_EVERY);
        });
  }
}
