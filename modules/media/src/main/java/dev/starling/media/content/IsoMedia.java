package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Reads duration and dimensions of MP4 and QuickTime (ISO 14496-12): a few boxes, wherever they
/// are, and none of the rest, however large it says it is.
final class IsoMedia {

  private static final int HEADER = 8;
  private static final int DEPTH_MAX = 4;

  private static final int MOOV = name("moov");
  private static final int MVHD = name("mvhd");
  private static final int MVEX = name("mvex");
  private static final int MEHD = name("mehd");
  private static final int TRAK = name("trak");
  private static final int TKHD = name("tkhd");

  private final Bytes bytes;
  private long timescale;
  private long duration;
  private int width;
  private int height;

  private IsoMedia(Bytes bytes) {
    this.bytes = bytes;
  }

  static Measured read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      IsoMedia media = new IsoMedia(new Bytes(channel));
      media.boxes(0, channel.size(), 0);
      return media.measured();
    }
  }

  private Measured measured() {
    boolean isTimed = timescale > 0 && duration > 0 && duration < Long.MAX_VALUE / 1_000;
    return new Measured(
        width > 0 && height > 0 ? width : null,
        width > 0 && height > 0 ? height : null,
        isTimed ? duration * 1_000 / timescale : null);
  }

  private void boxes(long from, long to, int depth) throws IOException {
    long at = from;
    while (at + HEADER <= to) {
      ByteBuffer head = bytes.at(at, HEADER);
      long size = Integer.toUnsignedLong(head.getInt());
      int type = head.getInt();
      int header = HEADER;
      if (size == 1) {
        size = bytes.at(at + HEADER, Long.BYTES).getLong();
        header += Long.BYTES;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < header || size > to - at) {
        throw new IOException("a box of " + size + " bytes at " + at);
      }
      box(type, at + header, at + size, depth);
      at += size;
    }
  }

  private void box(int type, long from, long to, int depth) throws IOException {
    if ((type == MOOV || type == TRAK || type == MVEX) && depth < DEPTH_MAX) {
      boxes(from, to, depth + 1);
    } else if (type == MVHD) {
      movie(from);
    } else if (type == MEHD) {
      fragments(from);
    } else if (type == TKHD) {
      track(from);
    }
  }

  private void movie(long at) throws IOException {
    boolean isLong = bytes.at(at, 1).get() == 1;
    ByteBuffer times = bytes.at(at + (isLong ? 20 : 12), 12);
    timescale = Integer.toUnsignedLong(times.getInt());
    duration = Math.max(duration, isLong ? times.getLong() : known(times.getInt()));
  }

  /// Where the movie comes in fragments its own duration is nothing.
  private void fragments(long at) throws IOException {
    boolean isLong = bytes.at(at, 1).get() == 1;
    ByteBuffer time = bytes.at(at + 4, isLong ? 8 : 4);
    duration = Math.max(duration, isLong ? time.getLong() : known(time.getInt()));
  }

  /// The largest picture of all tracks; those without one say 0.
  private void track(long at) throws IOException {
    boolean isLong = bytes.at(at, 1).get() == 1;
    ByteBuffer matrix = bytes.at(at + (isLong ? 52 : 40), 44);
    boolean isTurned = matrix.getInt(0) == 0 && matrix.getInt(4) != 0;
    int across = matrix.getInt(36) >>> 16; // Fixed-point.
    int down = matrix.getInt(40) >>> 16;
    if ((long) across * down > (long) width * height) {
      width = isTurned ? down : across;
      height = isTurned ? across : down;
    }
  }

  /// All bits set: not known.
  private static long known(int value) {
    return value == -1 ? 0 : Integer.toUnsignedLong(value);
  }

  private static int name(String text) {
    return text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3);
  }
}
