package dev.starling.media.content;

import dev.starling.persistence.media.Content;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.media.MediaKind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Looks at files that have come in whole. Blocks, and takes up to a second of a core for a large
/// picture.
public final class Inspector {

  private final Limits limits;
  private final PictureReader pictures;
  private final Sniffer sniffer = new Sniffer();

  /// @param thumbnailSide pixels of the longer side of thumbnails
  public Inspector(Limits limits, int thumbnailSide) {
    this.limits = limits;
    this.pictures = new PictureReader(limits, thumbnailSide);
  }

  /// Refuses what can be told by the beginning to become too large.
  ///
  /// @param size what it is going to be
  public void checkBeginning(byte[] beginning, long size) {
    MediaType type = sniffer.sniff(beginning);
    if (type.kind() != MediaKind.FILE) { // More bytes may show that it is something else, yet.
      checkSize(type.kind(), size);
    }
  }

  /// Fails with the [Failure] to answer with when it may not be kept.
  public Inspected inspect(Path file, long size) throws IOException {
    MediaType type = sniffer.sniff(beginning(file));
    checkSize(type.kind(), size);
    try {
      return switch (type.kind()) {
        case PICTURE -> picture(type, pictures.read(file, type), withoutTraces(file, type));
        case VIDEO, AUDIO -> timed(type, measured(file, type));
        case FILE -> timed(type, Measured.NOTHING);
      };
    } catch (IOException | RuntimeException e) {
      if (e instanceof Failure) {
        throw e;
      }
      throw new Failure.Invalid(
          ErrorCode.MEDIA_UNREADABLE, "begins like " + type.name() + " and is none: " + e);
    }
  }

  private void checkSize(MediaKind kind, long size) {
    if (size > limits.bytesMax(kind)) {
      throw new Failure.TooLarge(
          ErrorCode.MEDIA_TOO_LARGE,
          "a %s of %d bytes (at most %d)"
              .formatted(kind.name().toLowerCase(), size, limits.bytesMax(kind)));
    }
  }

  private static Measured measured(Path file, MediaType type) throws IOException {
    return switch (type.name()) {
      case "video/mp4", "video/quicktime", "audio/mp4" -> IsoMedia.read(file);
      case "video/webm", "audio/webm" -> Webm.read(file);
      default -> Sound.read(file, type.name());
    };
  }

  /// Null when there are none.
  private static Buffer withoutTraces(Path file, MediaType type) throws IOException {
    byte[] picture = Files.readAllBytes(file);
    return Traces.erase(picture, type) ? Buffer.buffer(picture) : null;
  }

  private static Inspected picture(MediaType type, Picture found, Buffer kept) {
    return new Inspected(
        new Content(
            MediaKind.PICTURE,
            type.name(),
            found.width(),
            found.height(),
            null,
            found.blurhash(),
            found.thumbnailType(),
            found.thumbnail().length()),
        found.thumbnail(),
        kept);
  }

  /// A container for video that has no picture is audio.
  private static Inspected timed(MediaType type, Measured found) {
    boolean isSound = type.kind() == MediaKind.VIDEO && found.width() == null;
    MediaType is = isSound ? MediaType.of(withoutPicture(type.name())) : type;
    return new Inspected(
        new Content(
            is.kind(),
            is.name(),
            found.width(),
            found.height(),
            found.durationMs(),
            null,
            null,
            null),
        null,
        null);
  }

  private static String withoutPicture(String type) {
    return type.equals("video/webm") ? "audio/webm" : "audio/mp4";
  }

  private static byte[] beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Sniffer.BYTES_WANTED);
    }
  }
}
