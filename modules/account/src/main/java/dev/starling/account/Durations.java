package dev.starling.account;

import java.time.Duration;

/// The checks every duration of the configuration passes.
final class Durations {

  private Durations() {}

  static void positive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1 ms)");
    }
  }

  static void less(String name, Duration value, String otherName, Duration other) {
    if (value.compareTo(other) >= 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: less than " + otherName + ", " + other + ")");
    }
  }
}
