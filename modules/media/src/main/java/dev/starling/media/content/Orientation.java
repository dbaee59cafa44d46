package dev.starling.media.content;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /// @param jpeg or something that is none
  static int of(byte[] jpeg) throws IOException {
    return of(new ByteArrayInputStream(jpeg));
  }

  private static int of(InputStream in) throws IOException {
    try {
      Metadata metadata = JpegMetadataReader.readMetadata(in, EXIF);
      ExifIFD0Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer found = camera == null ? null : camera.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return found == null || found < UPRIGHT || found > LAST ? UPRIGHT : found;
    } catch (JpegProcessingException | EOFException e) {
      return UPRIGHT; // The decoder has the last word on whether it is a picture.
    }
  }

  static boolean isUpright(int orientation) {
    return orientation == UPRIGHT;
  }

  static boolean isSideways(int orientation) {
    return orientation >= FIRST_SIDEWAYS;
  }
}
