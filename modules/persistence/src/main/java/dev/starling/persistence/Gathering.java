package dev.starling.persistence;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Decides how long requests wait for company before they leave as a batch. Few requests never
/// wait. When many come, a moment's wait makes batches large, and a large batch costs the database
/// a fraction of what many small ones do.
///
/// Owned by whoever owns the batches; time and [#enough] are for everybody.
public final class Gathering {

  /// When waiting is worth it.
  ///
  /// @param most no request waits longer; zero for never waiting
  /// @param enough a batch of this many leaves at once
  /// @param perSecondFrom at lower rates nobody waits
  public record Rule(Duration most, int enough, int perSecondFrom) {
    public static final Rule NEVER = new Rule(Duration.ZERO, 1, Integer.MAX_VALUE);
  }

  /// How far back "of late" reaches: short, so that the first after a rush does not wait.
  private static final double LATE_NANOS = 100e6;

  private final Rule rule;
  private final LongSupplier nanoTime;
  private double recent;
  private long recentAt;

  /// @param nanoTime like [System#nanoTime]
  public Gathering(Rule rule, LongSupplier nanoTime) {
    this.rule = rule;
    this.nanoTime = nanoTime;
    this.recentAt = nanoTime.getAsLong();
  }

  long now() {
    return nanoTime.getAsLong();
  }

  int enough() {
    return rule.enough();
  }

  /// How many nanoseconds longer those waiting should wait, 0 if they should leave.
  ///
  /// @param since when the first of them came
  long pause(int waiting, long since) {
    if (waiting >= rule.enough()) {
      return 0;
    }
    long now = now();
    long left = rule.most().toNanos() - (now - since);
    return left > 0 && perSecond(waiting, now) >= rule.perSecondFrom() ? left : 0;
  }

  void left(int requests) {
    long now = now();
    recent = decayed(now) + requests;
    recentAt = now;
  }

  private double perSecond(int waiting, long now) {
    return (decayed(now) + waiting) * (1e9 / LATE_NANOS);
  }

  private double decayed(long now) {
    return recent * Math.exp((recentAt - now) / LATE_NANOS);
  }
}
