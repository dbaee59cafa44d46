package dev.starling.messaging.presence;

import java.util.concurrent.TimeUnit;

/// What a socket has begun to write within a window of time: so many beginnings are told, however
/// fast it goes from one conversation to the next.
final class Beginnings {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int max;
  private long windowNanos;
  private int taken;

  Beginnings(int max) {
    this.max = max;
  }

  boolean tryTake(long now) {
    if (taken == 0 || now - windowNanos >= WINDOW_NANOS) {
      windowNanos = now;
      taken = 0;
    }
    if (taken == max) {
      return false;
    }
    taken++;
    return true;
  }
}
