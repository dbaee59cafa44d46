package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads the duration of WAV: how many bytes it holds, over how many it plays in a second. Reads
/// headers only, and believes no length that goes past the end of the file.
final class Wave {

  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int FORMAT_BYTES = 16;
  private static final int BYTE_RATE = 8;
  private static final int CHUNKS_MAX = 64;
  private static final long MILLIS = 1_000;

  private Wave() {}

  static Measured read(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file)) {
      Bytes in = new Bytes(open);
      long byteRate = 0;
      long place = RIFF_BYTES;
      for (int i = 0; i < CHUNKS_MAX && place + CHUNK_HEADER_BYTES <= in.size(); i++) {
        ByteBuffer header = in.at(place, CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        String id = StandardCharsets.ISO_8859_1.decode(header.slice(0, 4)).toString();
        long size = Integer.toUnsignedLong(header.getInt(4));
        place += CHUNK_HEADER_BYTES;
        if (id.equals("fmt ") && place + FORMAT_BYTES <= in.size()) {
          ByteBuffer format = in.at(place, FORMAT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
          byteRate = Integer.toUnsignedLong(format.getInt(BYTE_RATE));
        } else if (id.equals("data") && byteRate > 0) {
          long held = Math.min(size, in.size() - place);
          return new Measured(null, null, held > 0 ? held * MILLIS / byteRate : null);
        }
        place += size + (size & 1);
      }
    }
    throw new IOException("no sound in it");
  }
}
