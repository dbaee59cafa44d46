package dev.starling.story;

import java.time.Duration;

/// What viewers may do with stories, and for how long authors are told of it.
///
/// @param viewersFor authors see for so long after posting who has seen a story, and in any case
///   while it is there
/// @param newsEvery an author hears of one story's views at most so often, and of its reactions
/// @param forgottenAtOnce watermarks that one upkeep forgets in one step, and archived stories that
///   it moves
/// @param highlightsMax of one person
/// @param highlightStoriesMax of one highlight
public record SeeingConfig(
    Duration viewersFor,
    Duration newsEvery,
    int forgottenAtOnce,
    int highlightsMax,
    int highlightStoriesMax) {

  public static final SeeingConfig DEFAULTS =
      new SeeingConfig(Duration.ofHours(48), Duration.ofSeconds(1), 5_000, 100, 100);

  public SeeingConfig {
    if (viewersFor.isNegative()) {
      throw refused("viewersFor", viewersFor, "not negative");
    }
    if (newsEvery.toMillis() < 1) {
      throw refused("newsEvery", newsEvery, "at least 1 ms");
    }
    if (forgottenAtOnce < 1 || forgottenAtOnce > 100_000) {
      throw refused("forgottenAtOnce", forgottenAtOnce, "1 to 100000");
    }
    atLeastOne("highlightsMax", highlightsMax);
    atLeastOne("highlightStoriesMax", highlightStoriesMax);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw refused(key, value, "at least 1");
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "seeing." + key + ": " + value + " (expected: " + expected + ")");
  }
}
