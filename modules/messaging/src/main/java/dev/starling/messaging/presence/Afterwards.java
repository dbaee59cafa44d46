package dev.starling.messaging.presence;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Does something with each thing, a fixed time after it was added. One timer serves them all,
/// whatever their number. Owned by one context.
final class Afterwards<T> {

  /// Runs something on the owning context once so many milliseconds, at least one, have passed.
  interface Timer {
    void after(long millis, Runnable action);
  }

  /// @param nanoTime like [System#nanoTime]
  record Time(Timer timer, LongSupplier nanoTime) {

    /// Timers run on the context they are set on.
    static Time of(Vertx vertx) {
      return new Time(
          (millis, action) -> vertx.setTimer(millis, id -> action.run()), System::nanoTime);
    }
  }

  private record Due<T>(T thing, long nanos) {}

  private final Time time;
  private final Duration delay;
  private final Consumer<T> action;
  private final Queue<Due<T>> queue = new ArrayDeque<>();
  private boolean timerIsSet;

  Afterwards(Time time, Duration delay, Consumer<T> action) {
    this.time = time;
    this.delay = delay;
    this.action = action;
  }

  void add(T thing) {
    queue.add(new Due<>(thing, time.nanoTime().getAsLong() + delay.toNanos()));
    setTimer();
  }

  private void setTimer() {
    if (!timerIsSet && !queue.isEmpty()) {
      timerIsSet = true;
      long nanos = queue.element().nanos() - time.nanoTime().getAsLong();
      // Rounded up: a timer that is early finds nothing due.
      time.timer().after(Math.max(1, nanos / 1_000_000 + 1), this::run);
    }
  }

  private void run() {
    timerIsSet = false;
    long now = time.nanoTime().getAsLong();
    while (!queue.isEmpty() && queue.element().nanos() - now <= 0) {
      action.accept(queue.remove().thing());
    }
    setTimer();
  }
}
