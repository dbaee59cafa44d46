package dev.starling.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// An MP4 of 90.5 seconds and 1,920 by 1,080 pixels, any part of which is made when it is asked
/// for: its head, what is random, and the index at its end.
final class TestVideo {

  private static final int BLOCK = 1024 * 1024;

  private final byte[] head;
  private final byte[] block = new byte[BLOCK];
  private final byte[] index = index();
  private final int size;

  TestVideo(int size) {
    this.size = size;
    byte[] type = box("ftyp", ascii("isom\0\0\2\0isommp41"), 0);
    int media = size - type.length - 8 - index.length;
    this.head = concat(type, box("mdat", new byte[0], media));
    new Random(42).nextBytes(block);
  }

  byte[] bytes(int from, int length) {
    byte[] bytes = new byte[length];
    int indexAt = size - index.length;
    for (int i = 0; i < length; i++) {
      int at = from + i;
      bytes[i] =
          at < head.length ? head[at] : at >= indexAt ? index[at - indexAt] : block[at % BLOCK];
    }
    return bytes;
  }

  private static byte[] index() {
    ByteBuffer movie = ByteBuffer.allocate(100);
    movie.putInt(12, 1_000).putInt(16, 90_500);
    ByteBuffer track = ByteBuffer.allocate(84);
    track.putInt(40, 0x10000).putInt(56, 0x10000).putInt(76, 1_920 << 16).putInt(80, 1_080 << 16);
    byte[] trak = box("trak", box("tkhd", track.array(), 0), 0);
    return box("moov", concat(box("mvhd", movie.array(), 0), trak), 0);
  }

  /// @param more bytes that follow
  private static byte[] box(String type, byte[] content, int more) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length + more)
        .put(ascii(type))
        .put(content)
        .array();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
