package dev.starling.story.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: twice as long each time, and never quite the same, so
/// that nodes that lost the same server do not come back as one.
final class Backoff {

  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.min = min;
    this.max = max;
    this.random = random;
    this.next = min;
  }

  Duration next() {
    long full = next.toMillis();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(max) < 0 ? doubled : max;
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1) + 1);
  }

  void reset() {
    next = min;
  }
}
