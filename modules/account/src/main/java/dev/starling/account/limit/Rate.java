package dev.starling.account.limit;

import java.time.Duration;

/// How much of something one person may do.
///
/// @param perMinute in the long run, at most 60,000,000
/// @param burst at once, after a pause, at most 1,000,000
public record Rate(int perMinute, int burst) {

  private static final int PER_MINUTE_MAX = 60_000_000;
  private static final int BURST_MAX = 1_000_000;

  public Rate {
    within("perMinute", perMinute, PER_MINUTE_MAX);
    within("burst", burst, BURST_MAX);
  }

  TokenBucket bucket(long nowNanos) {
    return new TokenBucket(Duration.ofMinutes(1).dividedBy(perMinute), burst, nowNanos);
  }

  private static void within(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + max + ")");
    }
  }
}
