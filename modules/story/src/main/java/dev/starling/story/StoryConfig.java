package dev.starling.story;

import dev.starling.persistence.story.PostLimits;
import dev.starling.wire.story.NewStory;
import java.time.Duration;

/// The limits of stories and the pace of their upkeep.
///
/// @param lifetime from a story's posting to its end, when its author does not say
/// @param activeMax stories of one author at a time; one more is told when there is room
/// @param pushedContactsMax an author whose story may come into more feeds is looked up by them
///   instead of pushed into rings
/// @param ringAuthorsMax a feed with more authors has no ring and is read from PostgreSQL alone
/// @param contactsPerPage people who are pushed to and told in one step
/// @param daysAhead partitions are made for so many days after the one on which a story of now
///   expires
/// @param keptFor how long a day of expired stories is kept, for retries of posts and the lists of
///   viewers
/// @param upkeepEvery the pause between two upkeeps of a node, on average
/// @param settledWithin a push that takes longer belongs to a node that is gone
/// @param limits of what a story holds, and of lists
public record StoryConfig(
    Duration lifetime,
    int activeMax,
    int pushedContactsMax,
    int ringAuthorsMax,
    int contactsPerPage,
    int daysAhead,
    Duration keptFor,
    Duration upkeepEvery,
    Duration settledWithin,
    StoryLimits limits) {

  static final Duration LIFETIME_MAX = Duration.ofDays(7);

  public static final StoryConfig DEFAULTS =
      new StoryConfig(
          Duration.ofHours(24),
          100,
          5_000,
          5_000,
          500,
          2,
          Duration.ofDays(2),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          StoryLimits.DEFAULTS);

  public StoryConfig {
    if (lifetime.toMillis() < 1 || lifetime.compareTo(LIFETIME_MAX) > 0) {
      throw refused("lifetime", lifetime, "1 ms to 7 days");
    }
    if (activeMax < 1) {
      throw refused("activeMax", activeMax, "at least 1");
    }
    if (pushedContactsMax < 0) {
      throw refused("pushedContactsMax", pushedContactsMax, "at least 0");
    }
    if (ringAuthorsMax < 1 || ringAuthorsMax > 100_000) {
      throw refused("ringAuthorsMax", ringAuthorsMax, "1 to 100000");
    }
    if (contactsPerPage < 1 || contactsPerPage > 5_000) {
      throw refused("contactsPerPage", contactsPerPage, "1 to 5000");
    }
    if (daysAhead < 0 || daysAhead > 30) {
      throw refused("daysAhead", daysAhead, "0 to 30");
    }
    if (keptFor.compareTo(Duration.ofDays(1)) < 0) {
      throw refused("keptFor", keptFor, "at least a day");
    }
    if (upkeepEvery.toMillis() < 2) {
      throw refused("upkeepEvery", upkeepEvery, "at least 2 ms");
    }
    if (settledWithin.toSeconds() < 10) {
      throw refused("settledWithin", settledWithin, "at least 10 seconds");
    }
  }

  PostLimits postLimits() {
    return new PostLimits(activeMax, limits.dayMax(), pushedContactsMax);
  }

  /// No story lasts longer.
  Duration lifetimeMax() {
    Duration chosen = Duration.ofHours(NewStory.LIFETIME_HOURS_MAX);
    return chosen.compareTo(lifetime) > 0 ? chosen : lifetime;
  }

  static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "story." + key + ": " + value + " (expected: " + expected + ")");
  }
}
