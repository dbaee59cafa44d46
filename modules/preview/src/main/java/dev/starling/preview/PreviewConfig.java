package dev.starling.preview;

import java.time.Duration;

/// Whether pages are read for previews, and how much of them.
///
/// @param enabled whether at all: a page's server learns of each link, and when it was written
/// @param bytesMax so much of a page is read
/// @param within after this there is no preview, redirects included
/// @param sendWithin a message waits for its preview no longer than this
/// @param redirectsMax so many are followed
/// @param parallelMax pages that one node reads at a time
/// @param perMinute pages that one person lets one node read
/// @param cachedMax previews that one node remembers
/// @param cachedFor so long it remembers them
/// @param failedFor so long it remembers that there is none
public record PreviewConfig(
    boolean enabled,
    int bytesMax,
    Duration within,
    Duration sendWithin,
    int redirectsMax,
    int parallelMax,
    int perMinute,
    int cachedMax,
    Duration cachedFor,
    Duration failedFor) {

  private static final Duration WITHIN_MAX = Duration.ofSeconds(20);
  private static final int REDIRECTS_MAX = 10;

  public static final PreviewConfig DEFAULTS =
      new PreviewConfig(
          false,
          256 * 1024,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          3,
          16,
          30,
          1_000,
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  public PreviewConfig {
    checkAtLeast("bytesMax", bytesMax, 1);
    checkWithin("within", within);
    checkWithin("sendWithin", sendWithin);
    if (redirectsMax < 0 || redirectsMax > REDIRECTS_MAX) {
      throw refused("redirectsMax", redirectsMax, "0 to " + REDIRECTS_MAX);
    }
    checkAtLeast("parallelMax", parallelMax, 1);
    checkAtLeast("perMinute", perMinute, 1);
    checkAtLeast("cachedMax", cachedMax, 1);
    checkAtLeast("cachedFor", cachedFor.toMillis(), 1);
    checkAtLeast("failedFor", failedFor.toMillis(), 1);
  }

  private static void checkWithin(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(WITHIN_MAX) > 0) {
      throw refused(key, value, "1ms to 20s");
    }
  }

  private static void checkAtLeast(String key, long value, int min) {
    if (value < min) {
      throw refused(key, value, "at least " + min);
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "previews." + key + ": " + value + " (expected: " + expected + ")");
  }
}
