package dev.starling.account;

import java.time.Duration;

/// How often something may be tried.
///
/// @param attemptsMax in one window; the next attempt is told to come back when the window is over
/// @param window begins with the first attempt after the window before
public record RateLimit(int attemptsMax, Duration window) {

  public RateLimit {
    if (attemptsMax < 1) {
      throw new IllegalArgumentException("attemptsMax: " + attemptsMax + " (expected: at least 1)");
    }
    Durations.positive("window", window);
  }
}
