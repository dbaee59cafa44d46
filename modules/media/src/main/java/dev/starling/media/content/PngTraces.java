package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/// Erases what a PNG says besides its pixels: those chunks become empty ones of a type that nobody
/// reads.
final class PngTraces {

  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final Set<String> TRACES = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");

  /// Its letters' cases say: not needed, nobody's but ours, may be copied.
  private static final byte[] NOTHING = "noNe".getBytes(ISO_8859_1);

  private PngTraces() {}

  static boolean erase(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    boolean hasErased = false;
    long at = SIGNATURE_BYTES;
    while (at + CHUNK_HEADER_BYTES + CHECKSUM_BYTES <= png.length) {
      int begin = (int) at;
      long end =
          at + CHUNK_HEADER_BYTES + Integer.toUnsignedLong(bytes.getInt(begin)) + CHECKSUM_BYTES;
      if (end > png.length) {
        break;
      }
      if (TRACES.contains(new String(png, begin + 4, 4, ISO_8859_1))) {
        empty(bytes, begin + 4, (int) end - CHECKSUM_BYTES);
        hasErased = true;
      }
      at = end;
    }
    return hasErased;
  }

  /// @param from where its type stands
  /// @param to where its checksum stands
  private static void empty(ByteBuffer png, int from, int to) {
    Arrays.fill(png.array(), from, to, (byte) 0);
    png.put(from, NOTHING);
    CRC32 checksum = new CRC32();
    checksum.update(png.array(), from, to - from);
    png.putInt(to, (int) checksum.getValue());
  }
}
