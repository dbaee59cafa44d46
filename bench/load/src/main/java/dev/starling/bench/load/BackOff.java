package dev.starling.bench.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a good client waits before it tries to connect again: as long as the server said, else
/// anything up to a bound that doubles with each attempt, so that those who lost their sockets
/// together do not come back together.
///
/// @param first the bound of the first wait
/// @param longest the bound of every later one at most
record BackOff(Duration first, Duration longest, RandomGenerator random) {

  private static final int DOUBLINGS_MAX = 20;

  /// @param attempt how many have failed before it, from 0
  /// @param toldMillis what the server asked for, 0 if nothing
  long millis(int attempt, long toldMillis) {
    if (toldMillis > 0) {
      return toldMillis;
    }
    long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt, DOUBLINGS_MAX));
    return random.nextLong(bound + 1);
  }
}
