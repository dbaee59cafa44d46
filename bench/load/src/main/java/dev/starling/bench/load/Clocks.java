package dev.starling.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waiting, on the main thread.
final class Clocks {

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
}
