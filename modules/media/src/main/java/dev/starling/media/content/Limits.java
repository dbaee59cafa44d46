package dev.starling.media.content;

import dev.starling.wire.media.MediaKind;

/// How large files may be.
///
/// @param pictureSideMax pixels of the longer side of a picture
/// @param picturePixelsMax all pixels of a picture
public record Limits(
    long pictureBytesMax,
    long videoBytesMax,
    long audioBytesMax,
    long fileBytesMax,
    int pictureSideMax,
    long picturePixelsMax) {

  public long bytesMax(MediaKind kind) {
    return switch (kind) {
      case PICTURE -> pictureBytesMax;
      case VIDEO -> videoBytesMax;
      case AUDIO -> audioBytesMax;
      case FILE -> fileBytesMax;
    };
  }

  /// Of any kind.
  public long bytesMax() {
    return Math.max(
        Math.max(pictureBytesMax, videoBytesMax), Math.max(audioBytesMax, fileBytesMax));
  }
}
