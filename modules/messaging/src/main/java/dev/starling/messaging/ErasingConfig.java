package dev.starling.messaging;

import java.time.Duration;

/// How what was deleted is erased.
///
/// @param batchMax messages, events or people at a time, so that nobody waits long for a
///   conversation
/// @param every how often a node looks for something to be erased
/// @param takenBackPerSecond messages, reactions and votes of deleted accounts that a node takes
///   back in a second at most, because each is told to all who are in its conversation
/// @param receiptsKeptFor how long one may look at a receipt after everything was erased
public record ErasingConfig(
    int batchMax, Duration every, int takenBackPerSecond, Duration receiptsKeptFor) {

  public static final ErasingConfig DEFAULTS =
      new ErasingConfig(200, Duration.ofSeconds(1), 200, Duration.ofDays(30));

  public ErasingConfig {
    requirePositive("batchMax", batchMax);
    requirePositive("every", every.toMillis());
    requirePositive("takenBackPerSecond", takenBackPerSecond);
    requirePositive("receiptsKeptFor", receiptsKeptFor.toSeconds());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("personal.erasing." + name + ": too small");
    }
  }
}
