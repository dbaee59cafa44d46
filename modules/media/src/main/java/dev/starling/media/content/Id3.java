package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What stands before the sound in some files: titles and covers, which are none of our business.
final class Id3 {

  private static final int HEADER_BYTES = 10;
  private static final int MAGIC = 0x494433; // "ID3"
  private static final int TAGS_MAX = 16;

  private Id3() {}

  /// Where the sound begins.
  static long end(Bytes in) throws IOException {
    long place = 0;
    for (int i = 0; i < TAGS_MAX && place + HEADER_BYTES <= in.size(); i++) {
      ByteBuffer header = in.at(place, HEADER_BYTES);
      if (header.getInt(0) >>> 8 != MAGIC) {
        return place;
      }
      place += HEADER_BYTES + size(header);
    }
    return place;
  }

  /// Seven bits in each byte.
  private static int size(ByteBuffer header) {
    int size = 0;
    for (int i = HEADER_BYTES - 4; i < HEADER_BYTES; i++) {
      size = size << 7 | (header.get(i) & 0x7f);
    }
    return size;
  }
}
