package dev.starling.wire;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Makes the ids of everything but events (those are named by conversation and sequence).
///
/// 41 bits of milliseconds since 2025 and 22 bits of a counter with a random start: ids grow with
/// time, so their index pages stay warm, and no node asks another for one. Two nodes may, very
/// rarely, make the same id in the same millisecond; the primary key then refuses the second. Safe
/// for use by any thread.
public final class IdSource {

  private static final long EPOCH_MILLIS = 1_735_689_600_000L; // 2025-01-01T00:00:00Z
  private static final int COUNTER_BITS = 22;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  private final Clock clock;
  private final AtomicLong counter;

  public IdSource(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.counter = new AtomicLong(random.nextLong());
  }

  public long next() {
    long millis = clock.millis() - EPOCH_MILLIS;
    return millis << COUNTER_BITS | (counter.getAndIncrement() & COUNTER_MASK);
  }

  /// The first that could be made at that time.
  public static long firstAt(Instant at) {
    return (at.toEpochMilli() - EPOCH_MILLIS) << COUNTER_BITS;
  }

  /// When an id was made, by the clock of the node that made it.
  public static Instant timeOf(long id) {
    return Instant.ofEpochMilli((id >> COUNTER_BITS) + EPOCH_MILLIS);
  }
}
