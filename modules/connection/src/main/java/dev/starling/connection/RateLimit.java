package dev.starling.connection;

import java.time.Duration;

/// A token bucket: so many at once, so many a second in the long run. Owned by one event loop.
final class RateLimit {

  private static final double NANOS = 1e9;

  private final double perNano;
  private final int burst;
  private double tokens;
  private long at;

  RateLimit(int perSecond, int burst, long nowNanos) {
    this.perNano = perSecond / NANOS;
    this.burst = burst;
    this.tokens = burst;
    this.at = nowNanos;
  }

  boolean tryTake(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - at) * perNano);
    at = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /// After this a tenth of the burst may be taken again: whoever waits that long need not ask for
  /// each.
  Duration untilSome() {
    return Duration.ofNanos((long) Math.ceil(Math.max(0, burst / 10.0 - tokens) / perNano));
  }
}
