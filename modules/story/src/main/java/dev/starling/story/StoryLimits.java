package dev.starling.story;

import java.time.Duration;

/// How much a story may hold, and how much somebody may keep for their stories.
///
/// @param partsMax of one story
/// @param areasMax of one part
/// @param mentionsMax of one story
/// @param videoMax how long a video may be
/// @param dayMax stories that somebody may post in 24 hours, deleted ones included
/// @param namedMax lists, people and groups that one audience may name
/// @param listsMax lists of one person
/// @param listedMax people in one list
/// @param askedMax people whose rings are asked for at a time
public record StoryLimits(
    int partsMax,
    int areasMax,
    int mentionsMax,
    Duration videoMax,
    int dayMax,
    int namedMax,
    int listsMax,
    int listedMax,
    int askedMax) {

  public static final StoryLimits DEFAULTS =
      new StoryLimits(10, 20, 20, Duration.ofSeconds(60), 200, 200, 50, 1_000, 200);

  public StoryLimits {
    atLeastOne("partsMax", partsMax);
    atLeastOne("areasMax", areasMax);
    atLeastOne("mentionsMax", mentionsMax);
    atLeastOne("dayMax", dayMax);
    atLeastOne("namedMax", namedMax);
    atLeastOne("listsMax", listsMax);
    atLeastOne("listedMax", listedMax);
    atLeastOne("askedMax", askedMax);
    if (videoMax.toMillis() < 1) {
      throw StoryConfig.refused("limits.videoMax", videoMax, "at least 1 ms");
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw StoryConfig.refused("limits." + key, value, "at least 1");
    }
  }
}
