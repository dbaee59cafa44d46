package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Reads duration and dimensions of WebM (RFC 8794, RFC 9559), as far as its beginning says them: a
/// browser that records does not know the duration when it writes that.
final class Webm {

  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int TIMESTAMP_SCALE = 0x2AD7B1;
  private static final int DURATION = 0x4489;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK = 0xAE;
  private static final int VIDEO = 0xE0;
  private static final int PIXEL_WIDTH = 0xB0;
  private static final int PIXEL_HEIGHT = 0xBA;
  private static final int CLUSTER = 0x1F43B675;

  private static final long UNKNOWN_SIZE = -1;
  private static final int NUMBER_BYTES_MAX = 8;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Bytes bytes;
  private double duration;
  private long scale = 1_000_000;
  private int width;
  private int height;
  private boolean isOver;

  private Webm(Bytes bytes) {
    this.bytes = bytes;
  }

  static Measured read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Webm webm = new Webm(new Bytes(channel));
      webm.elements(0, channel.size());
      boolean isShown = webm.width > 0 && webm.height > 0;
      long millis = (long) (webm.duration * webm.scale / NANOS_PER_MILLI);
      return new Measured(
          isShown ? webm.width : null, isShown ? webm.height : null, millis > 0 ? millis : null);
    }
  }

  private void elements(long from, long to) throws IOException {
    long at = from;
    while (at + 2 <= to && !isOver) {
      int idLength = length(at, 4);
      int id = (int) number(at, idLength);
      int sizeLength = length(at + idLength, NUMBER_BYTES_MAX);
      long size = size(at + idLength, sizeLength);
      long begin = at + idLength + sizeLength;
      long end = size == UNKNOWN_SIZE ? to : begin + size;
      if (end < begin || end > to) {
        throw new IOException("an element of " + size + " bytes at " + at);
      }
      element(id, begin, end);
      at = end;
    }
  }

  private void element(int id, long begin, long end) throws IOException {
    switch (id) {
      case SEGMENT, INFO, TRACKS, TRACK, VIDEO -> elements(begin, end);
      case TIMESTAMP_SCALE -> scale = unsigned(begin, end);
      case DURATION -> duration = decimal(begin, end);
      case PIXEL_WIDTH -> width = (int) Math.min(unsigned(begin, end), Integer.MAX_VALUE);
      case PIXEL_HEIGHT -> height = (int) Math.min(unsigned(begin, end), Integer.MAX_VALUE);
      case CLUSTER -> isOver = true; // From here on it is the media itself.
      default -> {}
    }
  }

  /// Of a number that says so by its leading zeros.
  private int length(long at, int max) throws IOException {
    int first = bytes.at(at, 1).get() & 0xff;
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > max) {
      throw new IOException("a number of " + length + " bytes at " + at);
    }
    return length;
  }

  private long size(long at, int length) throws IOException {
    long mask = (1L << (7 * length)) - 1;
    long value = number(at, length) & mask;
    return value == mask ? UNKNOWN_SIZE : value;
  }

  private long unsigned(long begin, long end) throws IOException {
    if (end - begin > NUMBER_BYTES_MAX) {
      throw new IOException("a number of " + (end - begin) + " bytes");
    }
    return number(begin, (int) (end - begin));
  }

  private double decimal(long begin, long end) throws IOException {
    return switch ((int) Math.min(end - begin, NUMBER_BYTES_MAX + 1)) {
      case 4 -> bytes.at(begin, 4).getFloat();
      case 8 -> bytes.at(begin, 8).getDouble();
      default -> 0;
    };
  }

  private long number(long at, int length) throws IOException {
    ByteBuffer digits = bytes.at(at, length);
    long value = 0;
    while (digits.hasRemaining()) {
      value = value << 8 | (digits.get() & 0xff);
    }
    return value;
  }
}
