package dev.starling.account.limit;

import java.time.Duration;

/// So many at once, and then one whenever so much time has passed. Not for several threads.
///
/// All it keeps is when it will be full again: each take moves that on by what one token needs to
/// come back. Whole nanoseconds, so a wait that was told is never too short.
public final class TokenBucket {

  private final long each;
  private final int burst;
  private long fullAt;

  /// Begins full.
  ///
  /// @param each how long one token takes to come back
  /// @param nowNanos of a clock that only moves forward, and may overflow
  public TokenBucket(Duration each, int burst, long nowNanos) {
    this.each = each.toNanos();
    this.burst = burst;
    this.fullAt = nowNanos;
  }

  public boolean tryTake(long nowNanos) {
    if (nanosUntil(1, nowNanos) > 0) {
      return false;
    }
    fullAt = nowNanos + taken(nowNanos) + each;
    return true;
  }

  /// After this so many may be taken.
  ///
  /// @param tokens at most the burst
  public Duration until(int tokens, long nowNanos) {
    return Duration.ofNanos(Math.max(0, nanosUntil(tokens, nowNanos)));
  }

  boolean isFull(long nowNanos) {
    return taken(nowNanos) == 0;
  }

  private long nanosUntil(int tokens, long nowNanos) {
    return taken(nowNanos) - (burst - tokens) * each;
  }

  /// What is missing, as the time in which it comes back.
  private long taken(long nowNanos) {
    return Math.max(0, fullAt - nowNanos);
  }
}
