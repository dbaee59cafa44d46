package dev.starling.hooks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims what is due and works on it, so much at a time. A slow one keeps one place and no more.
/// Owned by the context it is started on.
final class Pump<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

  private final Vertx vertx;
  private final String name;
  private final int parallelMax;
  private final Duration pause;
  private final IntFunction<Future<List<T>>> claim;
  private final Function<T, Future<Void>> work;

  private Context context;
  private long timer;
  private int working;
  private boolean claiming;
  private boolean hasMore;
  private boolean failing;
  private Promise<Void> stopped;

  /// @param pause between two looks while there is nothing
  /// @param claim at most so many
  /// @param work on one of them; what fails is claimed again by itself
  Pump(
      Vertx vertx,
      String name,
      int parallelMax,
      Duration pause,
      IntFunction<Future<List<T>>> claim,
      Function<T, Future<Void>> work) {
    this.vertx = vertx;
    this.name = name;
    this.parallelMax = parallelMax;
    this.pause = pause;
    this.claim = claim;
    this.work = work;
  }

  void start() {
    context = vertx.getOrCreateContext();
    timer = vertx.setPeriodic(pause.toMillis(), tick -> look());
    look();
  }

  /// Completes when nothing is under way any more.
  Future<Void> stop() {
    vertx.cancelTimer(timer);
    stopped = Promise.promise();
    finishIfIdle();
    return stopped.future();
  }

  private void look() {
    int room = parallelMax - working;
    if (claiming || room == 0 || stopped != null) {
      return;
    }
    claiming = true;
    claim
        .apply(room)
        .onComplete(
            claimed -> {
              claiming = false;
              said(claimed.cause());
              List<T> found = claimed.succeeded() ? claimed.result() : List.of();
              hasMore = found.size() == room;
              found.forEach(this::begin);
              finishIfIdle();
            });
  }

  private void begin(T one) {
    working++;
    // compose, not a bare call: work that throws must still end.
    Future.succeededFuture(one)
        .compose(work)
        .onFailure(cause -> LOG.warn("{}: an attempt could not be noted", name, cause))
        .onComplete(done -> context.runOnContext(on -> ended()));
  }

  private void ended() {
    working--;
    if (hasMore) {
      look();
    }
    finishIfIdle();
  }

  private void finishIfIdle() {
    if (stopped != null && working == 0 && !claiming) {
      stopped.tryComplete();
    }
  }

  private void said(Throwable cause) {
    // Once when it begins and once when it ends: a database that is away would fill the log.
    if (cause != null && !failing) {
      LOG.warn("{} fails and is tried again every {}", name, pause, cause);
    } else if (cause == null && failing) {
      LOG.info("{} works again", name);
    }
    failing = cause != null;
  }
}
