package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Reads the duration of MP3: how many frames there are, as the first one says, or else how many
/// bytes, over how many it plays in a second. Frames are not walked.
final class Mp3 {

  private static final int FIRST_FRAME_WITHIN = 64 * 1024;
  private static final int HEADER_BYTES = 4;
  private static final int INFO_WITHIN = 64;
  private static final int XING = 0x58696e67;
  private static final int INFO = 0x496e666f;
  private static final int VBRI = 0x56425249;
  private static final int VBRI_AT = HEADER_BYTES + 32;
  private static final int VBRI_FRAMES_AT = 14;
  private static final int XING_FRAMES_AT = 8;

  private static final int VERSION_1 = 3;
  private static final int VERSION_2_5 = 0;
  private static final int RESERVED = 1;
  private static final int MONO = 3;
  private static final int[] RATES = {44_100, 48_000, 32_000};

  /// Kilobits a second by layer (1, 2, 3) of version 1, and by layer (1, 2 and 3) of the others.
  private static final int[][] KILOBITS = {
    {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
  };

  private static final int[][] KILOBITS_LOW = {
    {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };

  private Mp3() {}

  /// What the four bytes before each frame say.
  private record Frame(int version, int layer, int bits, int rate, boolean isMono) {

    /// Null when these are no such bytes.
    static Frame of(int header) {
      int version = header >>> 19 & 3;
      int layer = 4 - (header >>> 17 & 3);
      int bits = header >>> 12 & 15;
      int rate = header >>> 10 & 3;
      boolean isFrame = header >>> 21 == 0x7ff && version != RESERVED && layer < 4;
      return isFrame && bits > 0 && bits < 15 && rate < 3
          ? new Frame(version, layer, bits, rate, (header >>> 6 & 3) == MONO)
          : null;
    }

    long samplesPerSecond() {
      int rateOfVersion1 = RATES[rate];
      return version == VERSION_1
          ? rateOfVersion1
          : version == VERSION_2_5 ? rateOfVersion1 / 4 : rateOfVersion1 / 2;
    }

    long bytesPerSecond() {
      int[] kilobits =
          version == VERSION_1 ? KILOBITS[layer - 1] : KILOBITS_LOW[layer == 1 ? 0 : 1];
      return kilobits[bits - 1] * 125L;
    }

    long samples() {
      return layer == 1 ? 384 : layer == 3 && version != VERSION_1 ? 576 : 1_152;
    }

    int infoAt() {
      return HEADER_BYTES + (version == VERSION_1 ? isMono ? 17 : 32 : isMono ? 9 : 17);
    }
  }

  static Measured read(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file)) {
      Bytes in = new Bytes(open);
      long start = Id3.end(in);
      int within = (int) Math.min(FIRST_FRAME_WITHIN, in.size() - start);
      ByteBuffer beginning = in.at(start, Math.max(0, within));
      for (int at = 0; at + HEADER_BYTES <= within; at++) {
        Frame frame = Frame.of(beginning.getInt(at));
        if (frame != null) {
          return measured(frame, beginning.slice(at, within - at), in.size() - start - at);
        }
      }
    }
    throw new IOException("no sound in it");
  }

  private static Measured measured(Frame frame, ByteBuffer first, long bytes) {
    long frames = frames(frame, first);
    return frames > 0
        ? Measured.sound(frames * frame.samples(), frame.samplesPerSecond())
        : Measured.sound(bytes, frame.bytesPerSecond());
  }

  /// How many there are; 0 when the first does not say so.
  private static long frames(Frame frame, ByteBuffer first) {
    int at = frame.infoAt();
    if (first.limit() < Math.max(at, VBRI_AT) + INFO_WITHIN) {
      return 0;
    }
    int name = first.getInt(at);
    boolean hasCount = (first.getInt(at + 4) & 1) != 0;
    if ((name == XING || name == INFO) && hasCount) {
      return Integer.toUnsignedLong(first.getInt(at + XING_FRAMES_AT));
    }
    return first.getInt(VBRI_AT) == VBRI
        ? Integer.toUnsignedLong(first.getInt(VBRI_AT + VBRI_FRAMES_AT))
        : 0;
  }
}
