package dev.starling.messaging;

import java.time.Duration;

/// The limits of what belongs to one person.
///
/// @param bookmarksMax bookmarks of a person
/// @param draftsMax drafts of a person, at most one for each conversation
/// @param scheduledMax messages of a person that wait for their time
/// @param scheduledWithin how far ahead a message may be scheduled
/// @param timerMax the longest time after which messages disappear
/// @param sendEvery how often a node looks for scheduled messages whose time has come
/// @param sweepEvery about how often a node erases what has expired, and old receipts
/// @param erasing how what was deleted is erased
public record PersonalConfig(
    int bookmarksMax,
    int draftsMax,
    int scheduledMax,
    Duration scheduledWithin,
    Duration timerMax,
    Duration sendEvery,
    Duration sweepEvery,
    ErasingConfig erasing) {

  public static final PersonalConfig DEFAULTS =
      new PersonalConfig(
          5_000,
          1_000,
          100,
          Duration.ofDays(365),
          Duration.ofDays(365),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          ErasingConfig.DEFAULTS);

  public PersonalConfig {
    requirePositive("bookmarksMax", bookmarksMax);
    requirePositive("draftsMax", draftsMax);
    requirePositive("scheduledMax", scheduledMax);
    requirePositive("scheduledWithin", scheduledWithin.toSeconds());
    requirePositive("timerMax", timerMax.toSeconds());
    requirePositive("sendEvery", sendEvery.toMillis());
    requirePositive("sweepEvery", sweepEvery.toMillis());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("personal." + name + ": too small");
    }
  }
}
