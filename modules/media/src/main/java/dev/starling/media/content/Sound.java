package dev.starling.media.content;

import java.io.IOException;
import java.nio.file.Path;

/// Reads the duration of MP3, Ogg, FLAC and WAV. By ourselves: a library that reads their titles
/// and covers, too, reserves as much memory as a file says that they take.
final class Sound {

  private Sound() {}

  static Measured read(Path file, String type) throws IOException {
    return switch (type) {
      case "audio/wav" -> Wave.read(file);
      case "audio/mpeg" -> Mp3.read(file);
      case "audio/ogg" -> Ogg.read(file);
      case "audio/flac" -> Flac.read(file);
      default -> Measured.NOTHING;
    };
  }
}
