package dev.starling.search;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after a failure: twice as long each time, up to a limit, and never for exactly
/// as long as the other nodes.
final class Backoff {

  private static final int DOUBLINGS_MAX = 20;

  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.min = min;
    this.max = max;
    this.random = random;
  }

  /// Between half of the current pause and all of it.
  Duration next() {
    long pause = Math.min(max.toMillis(), min.toMillis() << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    return Duration.ofMillis(Math.max(1, pause / 2 + random.nextLong(pause / 2 + 1)));
  }

  void reset() {
    failures = 0;
  }
}
