package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Erases what a WebP says besides its pixels: those chunks become empty ones of a type that nobody
/// reads, and its head does not promise them any more.
final class WebpTraces {

  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final byte[] NOTHING = "JUNK".getBytes(ISO_8859_1);
  private static final int HAS_EXIF_OR_XMP = 0x0c;

  private WebpTraces() {}

  static boolean erase(byte[] webp) {
    ByteBuffer bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    boolean hasErased = false;
    long at = RIFF_BYTES;
    while (at + CHUNK_HEADER_BYTES < webp.length) {
      int begin = (int) at;
      long size = Integer.toUnsignedLong(bytes.getInt(begin + 4));
      int from = begin + CHUNK_HEADER_BYTES;
      String type = new String(webp, begin, 4, ISO_8859_1);
      if (type.equals("VP8X")) {
        webp[from] &= ~HAS_EXIF_OR_XMP;
      } else if (type.equals("EXIF") || type.equals("XMP ")) {
        bytes.put(begin, NOTHING);
        Arrays.fill(webp, from, (int) Math.min(from + size, webp.length), (byte) 0);
        hasErased = true;
      }
      at += CHUNK_HEADER_BYTES + size + (size & 1);
    }
    return hasErased;
  }
}
