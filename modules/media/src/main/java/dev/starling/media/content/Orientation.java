package dev.starling.media.content;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Which way up a camera was held: 1 to 8, as EXIF numbers it.
final class Orientation {

  private static final int UPRIGHT = 1;
  private static final int LAST = 8;
  private static final int FIRST_SIDEWAYS = 5;
  private static final List<JpegSegmentMetadataReader> EXIF = List.of(new ExifReader());

  private Orientation() {}

  static int of(Path file, MediaType type) throws IOException {
    if (!type.name().equals("image/jpeg")) {
      return UPRIGHT;
    }
    try {
      Metadata metadata = JpegMetadataReader.readMetadata(file.toFile(), EXIF);
      ExifIFD0Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer found = camera == null ? null : camera.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return found == null || found < UPRIGHT || found > LAST ? UPRIGHT : found;
    } catch (JpegProcessingException e) {
      return UPRIGHT; // The decoder has the last word on whether it is a picture.
    }
  }

  static boolean isSideways(int orientation) {
    return orientation >= FIRST_SIDEWAYS;
  }
}
