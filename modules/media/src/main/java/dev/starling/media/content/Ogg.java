package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the duration of Ogg (RFC 3533) with Vorbis, Opus, Speex or FLAC in it: the position that
/// its last page has, over the rate that its first page says. Only the two ends are read.
final class Ogg {

  private static final int PAGE = 0x4f676753; // "OggS"
  private static final int POSITION_AT = 6;
  private static final int STREAM_AT = 14;
  private static final int SEGMENTS_AT = 26;
  private static final int PAGE_HEADER_BYTES = 27;
  private static final int FIRST_PAGE_BYTES = 512;
  private static final int NAME_BYTES = 8;
  private static final int HEAD_BYTES_MIN = 16;

  /// No page is longer, so that the last one begins in it.
  private static final int LAST_PAGE_WITHIN = 64 * 1024 + 512;

  private static final int OPUS_RATE = 48_000;

  private Ogg() {}

  /// @param skipped samples at the beginning that are not heard
  private record Stream(long rate, long skipped) {}

  /// Whether the first stream in it is one of sound that is known.
  static boolean isSound(byte[] beginning) {
    return head(little(ByteBuffer.wrap(beginning))).flatMap(Ogg::stream).isPresent();
  }

  static Measured read(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file)) {
      Bytes in = new Bytes(open);
      ByteBuffer first = little(in.at(0, (int) Math.min(FIRST_PAGE_BYTES, in.size())));
      Stream stream =
          head(first)
              .flatMap(Ogg::stream)
              .orElseThrow(() -> new IOException("no sound that is known in it"));
      int within = (int) Math.min(LAST_PAGE_WITHIN, in.size());
      long last = lastPosition(in.at(in.size() - within, within), first.getInt(STREAM_AT));
      return Measured.sound(last - stream.skipped(), stream.rate());
    }
  }

  /// What the first page holds, as far as it is here.
  private static Optional<ByteBuffer> head(ByteBuffer first) {
    if (first.limit() < PAGE_HEADER_BYTES) {
      return Optional.empty();
    }
    int begin = PAGE_HEADER_BYTES + (first.get(SEGMENTS_AT) & 0xff);
    return begin + HEAD_BYTES_MIN > first.limit()
        ? Optional.empty()
        : Optional.of(little(first.slice(begin, first.limit() - begin)));
  }

  private static Optional<Stream> stream(ByteBuffer head) {
    String name = StandardCharsets.ISO_8859_1.decode(head.slice(0, NAME_BYTES)).toString();
    if (name.equals("OpusHead")) {
      return Optional.of(new Stream(OPUS_RATE, head.getShort(10) & 0xffff));
    }
    if (name.startsWith("\1vorbis")) {
      return Optional.of(new Stream(Integer.toUnsignedLong(head.getInt(12)), 0));
    }
    if (name.equals("Speex   ") && head.limit() >= 40) {
      return Optional.of(new Stream(Integer.toUnsignedLong(head.getInt(36)), 0));
    }
    if (name.startsWith("\177FLAC") && head.limit() >= 35) {
      return Optional.of(new Stream(head.order(ByteOrder.BIG_ENDIAN).getLong(27) >>> 44, 0));
    }
    return Optional.empty();
  }

  /// Of the last page of the stream on which something ends; 0 when there is none.
  private static long lastPosition(ByteBuffer end, int stream) {
    for (int at = end.limit() - PAGE_HEADER_BYTES; at >= 0; at--) {
      if (end.getInt(at) == PAGE) {
        ByteBuffer page = little(end.slice(at, PAGE_HEADER_BYTES));
        long position = page.getLong(POSITION_AT);
        if (page.getInt(STREAM_AT) == stream && position >= 0) {
          return position;
        }
      }
    }
    return 0;
  }

  private static ByteBuffer little(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }
}
