package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Reads the duration of FLAC (RFC 9639), which its first block says.
final class Flac {

  private static final int MAGIC = 0x664c6143; // "fLaC"
  private static final int STREAM_INFO_AT = 8;
  private static final int RATE_AT = 10;
  private static final int RATE_AND_COUNT_BYTES = 8;
  private static final int RATE_SHIFT = 44;
  private static final long COUNT_MASK = (1L << 36) - 1;

  private Flac() {}

  static Measured read(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file)) {
      Bytes in = new Bytes(open);
      long start = Id3.end(in);
      if (in.at(start, 4).getInt() != MAGIC) {
        throw new IOException("no sound in it");
      }
      return streamInfo(in.at(start + STREAM_INFO_AT + RATE_AT, RATE_AND_COUNT_BYTES));
    }
  }

  /// 20 bits of rate, 8 of other things, 36 of how many samples there are, 0 for unknown.
  private static Measured streamInfo(ByteBuffer bytes) {
    long both = bytes.getLong();
    return Measured.sound(both & COUNT_MASK, both >>> RATE_SHIFT);
  }
}
