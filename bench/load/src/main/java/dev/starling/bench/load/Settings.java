package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import java.time.Duration;

/// How much load, for how long.
///
/// @param users people with a socket each
/// @param rate messages a second, of all together
/// @param warmUp the same load before anything is measured
/// @param textBytes the length of a message's text
/// @param patience how long to wait in the end for what is still on its way
public record Settings(
    int users, double rate, Duration duration, Duration warmUp, int textBytes, Duration patience) {

  private static final int TEXT_BYTES_MAX = 8 * 1024;

  public Settings {
    SetupException.unless(users >= 2, "--users: " + users + " (expected: at least 2)");
    SetupException.unless(
        rate > 0 && rate <= 1e6, "--rate: " + rate + " (expected: more than 0, at most 1000000)");
    SetupException.unless(
        duration.toMillis() >= 1000, "--duration: " + duration + " (expected: at least 1s)");
    SetupException.unless(
        !warmUp.isNegative(), "--warm-up: " + warmUp + " (expected: not negative)");
    SetupException.unless(
        !patience.isNegative(), "--patience: " + patience + " (expected: not negative)");
    SetupException.unless(
        textBytes >= 1 && textBytes <= TEXT_BYTES_MAX,
        "--text-bytes: " + textBytes + " (expected: 1 to " + TEXT_BYTES_MAX + ")");
  }

  public double durationSeconds() {
    return duration.toMillis() / 1000.0;
  }

  public double warmUpSeconds() {
    return warmUp.toMillis() / 1000.0;
  }
}
