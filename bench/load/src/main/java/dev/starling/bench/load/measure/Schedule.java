package dev.starling.bench.load.measure;

/// The plan of an open loop: message `index` is due at its time, whatever became of those before
/// it. A server that stalls is charged for every message that should have been sent meanwhile.
///
/// @param beginNanos when the first message is due, by [System#nanoTime]
/// @param rate messages a second
public record Schedule(long beginNanos, double rate) {

  private static final double NANOS_PER_SECOND = 1e9;

  public Schedule {
    if (!(rate > 0) || rate > NANOS_PER_SECOND) {
      throw new IllegalArgumentException("rate: " + rate + " (expected: more than 0 a second)");
    }
  }

  public long dueAt(long index) {
    return beginNanos + (long) (index * (NANOS_PER_SECOND / rate));
  }

  /// How many messages are due by now: all with a smaller index.
  public long dueBy(long nowNanos) {
    long elapsed = nowNanos - beginNanos;
    if (elapsed < 0) {
      return 0;
    }
    long count = (long) (elapsed * (rate / NANOS_PER_SECOND)) + 1;
    // The division may have rounded across a due time.
    while (count > 0 && dueAt(count - 1) - nowNanos > 0) {
      count--;
    }
    while (dueAt(count) - nowNanos <= 0) {
      count++;
    }
    return count;
  }

  /// How many messages fall into a time from the begin on.
  public long countWithin(double seconds) {
    return Math.round(seconds * rate);
  }
}
