package dev.starling.media;

import dev.starling.media.content.Limits;
import dev.starling.media.store.S3Config;
import java.time.Duration;

/// What may be uploaded, where it is kept, and for how long.
///
/// @param folder where files are kept, unless `s3` has an endpoint
/// @param s3 where files are kept instead
/// @param pictureSideMax pixels of the longer side of a picture
/// @param picturePixelsMax all pixels of a picture
/// @param storedBytesMax of one person
/// @param uploadsMax of one person, under way at a time
/// @param thumbnailSide pixels of the longer side
/// @param decodersMax files looked at at a time, each on a thread
/// @param waitingMax files that wait for that
/// @param silentMax an upload whose client sends nothing for so long is interrupted
/// @param unfinishedFor an upload that nobody has gone on with for so long is gone
/// @param unreferencedFor a file that nothing refers to for so long is gone
/// @param urlLifetime how long an address of a file is good, at least; up to a quarter longer
/// @param sweepEvery the pause between two collections of a node, on average
public record MediaConfig(
    String folder,
    S3Config s3,
    long pictureBytesMax,
    long videoBytesMax,
    long audioBytesMax,
    long fileBytesMax,
    int pictureSideMax,
    long picturePixelsMax,
    long storedBytesMax,
    int uploadsMax,
    int thumbnailSide,
    int decodersMax,
    int waitingMax,
    Duration silentMax,
    Duration unfinishedFor,
    Duration unreferencedFor,
    Duration urlLifetime,
    Duration sweepEvery) {

  private static final long MIB = 1024L * 1024;

  public static final MediaConfig DEFAULTS =
      new MediaConfig(
          "starling-media",
          S3Config.DEFAULTS,
          20 * MIB,
          2_048 * MIB,
          200 * MIB,
          100 * MIB,
          16_384,
          50_000_000,
          10_240 * MIB,
          16,
          320,
          2,
          100,
          Duration.ofSeconds(30),
          Duration.ofHours(24),
          Duration.ofHours(24),
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  public MediaConfig {
    positive("pictureBytesMax", pictureBytesMax);
    positive("videoBytesMax", videoBytesMax);
    positive("audioBytesMax", audioBytesMax);
    positive("fileBytesMax", fileBytesMax);
    positive("pictureSideMax", pictureSideMax);
    positive("picturePixelsMax", picturePixelsMax);
    positive("storedBytesMax", storedBytesMax);
    positive("uploadsMax", uploadsMax);
    positive("thumbnailSide", thumbnailSide);
    positive("decodersMax", decodersMax);
    positive("waitingMax", waitingMax);
    positive("silentMax", silentMax.toMillis());
    positive("unfinishedFor", unfinishedFor.toMillis());
    positive("unreferencedFor", unreferencedFor.toMillis());
    positive("urlLifetime", urlLifetime.toSeconds());
    positive("sweepEvery", sweepEvery.toMillis());
    if (folder == null || folder.isBlank()) {
      throw new IllegalArgumentException("media.folder: missing");
    }
  }

  Limits limits() {
    return new Limits(
        pictureBytesMax,
        videoBytesMax,
        audioBytesMax,
        fileBytesMax,
        pictureSideMax,
        picturePixelsMax);
  }

  private static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("media." + key + ": " + value + " (expected: more)");
    }
  }
}
