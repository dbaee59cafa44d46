package dev.starling.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting, on the main thread.
final class Clocks {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private Clocks() {}

  static void waitFor(Duration time) {
    waitUntil(System.nanoTime() + time.toNanos());
  }

  /// @param nanos by [System#nanoTime]
  static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Looks again and again until it is so, or until patience ends.
  static void waitUntil(BooleanSupplier isSo, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() - deadline < 0) {
      waitFor(BETWEEN_LOOKS);
    }
  }
}
