package dev.starling.media.content;

import java.io.IOException;

/// What pictures say besides their pixels: where they were taken, when, with whose camera, and what
/// they looked like before they were cut. It is overwritten, not cut out: a picture keeps its size
/// and its pixels, and whatever was said of its bytes stays right.
final class Traces {

  private Traces() {}

  /// Erases them in place.
  ///
  /// @return whether there were any
  static boolean erase(byte[] picture, MediaType type) throws IOException {
    return switch (type.name()) {
      case "image/jpeg" -> JpegTraces.erase(picture);
      case "image/png" -> PngTraces.erase(picture);
      case "image/webp" -> WebpTraces.erase(picture);
      default -> false;
    };
  }
}
