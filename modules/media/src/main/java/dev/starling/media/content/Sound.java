package dev.starling.media.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.audio.exceptions.CannotReadException;
import org.jaudiotagger.audio.exceptions.InvalidAudioFrameException;
import org.jaudiotagger.audio.exceptions.ReadOnlyFileException;
import org.jaudiotagger.tag.TagException;

/// Reads the duration of MP3, Ogg, FLAC and WAV. The last by ourselves: the library reserves as
/// much memory as the file says that a part of it has.
final class Sound {

  private static final int MILLIS = 1_000;

  /// As the reader calls them.
  private static final Map<String, String> FORMATS =
      Map.of("audio/mpeg", "mp3", "audio/ogg", "ogg", "audio/flac", "flac");

  private static final String WAV = "audio/wav";

  /// It tells the log about everything it meets in strangers' files.
  private static final Logger NOISE = Logger.getLogger("org.jaudiotagger");

  static {
    NOISE.setLevel(Level.OFF);
  }

  private Sound() {}

  static Measured read(Path file, String type) throws IOException {
    if (type.equals(WAV)) {
      return Wave.read(file);
    }
    try {
      double seconds =
          AudioFileIO.readAs(file.toFile(), FORMATS.get(type))
              .getAudioHeader()
              .getPreciseTrackLength();
      return new Measured(null, null, seconds > 0 ? Math.round(seconds * MILLIS) : null);
    } catch (CannotReadException
        | TagException
        | ReadOnlyFileException
        | InvalidAudioFrameException e) {
      throw new IOException(e);
    }
  }
}
