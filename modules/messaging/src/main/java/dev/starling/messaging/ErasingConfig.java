package dev.starling.messaging;

import java.time.Duration;

/// How what was deleted is erased.
///
/// @param batchMax messages, events or people at a time, so that nobody waits long for a
///   conversation
/// @param every how often a node looks for something to be erased
/// @param receiptsKeptFor how long one may look at a receipt after everything was erased
public record ErasingConfig(int batchMax, Duration every, Duration receiptsKeptFor) {

  public static final ErasingConfig DEFAULTS =
      new ErasingConfig(200, Duration.ofSeconds(1), Duration.ofDays(30));

  public ErasingConfig {
    requirePositive("batchMax", batchMax);
    requirePositive("every", every.toMillis());
    requirePositive("receiptsKeptFor", receiptsKeptFor.toSeconds());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("personal.erasing." + name + ": too small");
    }
  }
}
