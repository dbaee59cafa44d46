package dev.starling.media;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Threads for what takes a core for a while, and a queue before them that has an end. Safe for use
/// by any thread.
final class Workers {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int MINUTES_MAX = 5;

  private final WorkerExecutor threads;
  private final int placesMax;
  private final AtomicInteger places = new AtomicInteger();

  Workers(Vertx vertx, int threadsMax, int waitingMax) {
    this.threads =
        vertx.createSharedWorkerExecutor(
            "starling-media", threadsMax, MINUTES_MAX, TimeUnit.MINUTES);
    this.placesMax = threadsMax + waitingMax;
  }

  /// Does something with a place in the queue, to be used by [#work].
  <T> Future<T> withPlace(java.util.function.Supplier<Future<T>> action) {
    if (places.incrementAndGet() > placesMax) {
      places.decrementAndGet();
      return Future.failedFuture(
          new Failure.TryLater(
              ErrorCode.OVERLOADED,
              "more than " + placesMax + " files are being looked at",
              RETRY_AFTER));
    }
    return action.get().onComplete(done -> places.decrementAndGet());
  }

  <T> Future<T> work(Callable<T> work) {
    return threads.executeBlocking(work, false);
  }

  Future<Void> close() {
    return threads.close();
  }
}
