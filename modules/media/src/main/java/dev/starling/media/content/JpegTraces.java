package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Erases what a JPEG says besides its pixels: every segment of an application that is not needed
/// to show it becomes an empty comment, and what stands behind its end, such as a film or a larger
/// picture, is gone. Of EXIF stays which way up the camera was held.
final class JpegTraces {

  private static final int START = 2;
  private static final int MARK = 0xff;
  private static final int APP_0 = 0xe0;
  private static final int APP_LAST = 0xef;
  private static final int EXIF = 0xe1;
  private static final int ICC = 0xe2;
  private static final int ADOBE = 0xee;
  private static final int COMMENT = 0xfe;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int SEGMENT_HEADER_BYTES = 4;
  private static final String ICC_NAME = "ICC_PROFILE";

  /// EXIF with nothing but the orientation (274), a number of two bytes (3), once (1).
  private static final byte[] ORIENTED =
      ByteBuffer.allocate(32)
          .put("Exif\0\0MM\0*\0\0\0\10\0\1".getBytes(ISO_8859_1))
          .putShort((short) 274)
          .putShort((short) 3)
          .putInt(1)
          .array();

  private static final int ORIENTATION_AT = 24;

  private final byte[] jpeg;
  private boolean hasErased;

  private JpegTraces(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  static boolean erase(byte[] jpeg) throws IOException {
    int orientation = Orientation.of(jpeg);
    JpegTraces traces = new JpegTraces(jpeg);
    traces.walk(orientation);
    return traces.hasErased;
  }

  /// As far as it is a JPEG as it should be; what is not understood stays.
  private void walk(int orientation) {
    boolean isToldWay = Orientation.isUpright(orientation);
    int at = START;
    while (at + SEGMENT_HEADER_BYTES <= jpeg.length && unsigned(at) == MARK) {
      int mark = unsigned(at + 1);
      if (mark == END) {
        blank(at + 2, jpeg.length);
        return;
      }
      int end = at + 2 + (unsigned(at + 2) << 8 | unsigned(at + 3));
      if (mark == MARK) {
        end = at + 1; // Filling between segments.
      } else if (end > jpeg.length || end < at + SEGMENT_HEADER_BYTES) {
        return; // A length counts itself.
      } else if (mark == SCAN) {
        end = endOfScan(end);
      } else if (isTrace(mark, at, end)) {
        isToldWay |= become(at, end, isToldWay || mark != EXIF ? 0 : orientation);
      }
      at = end;
    }
  }

  private boolean isTrace(int mark, int at, int end) {
    int name = at + SEGMENT_HEADER_BYTES;
    boolean isIcc =
        mark == ICC
            && end - name > ICC_NAME.length()
            && new String(jpeg, name, ICC_NAME.length(), ISO_8859_1).equals(ICC_NAME);
    return mark > APP_0 && mark <= APP_LAST && mark != ADOBE && !isIcc;
  }

  /// An empty comment, or EXIF that tells the orientation.
  ///
  /// @param orientation 0 for none
  /// @return whether it tells the orientation
  private boolean become(int at, int end, int orientation) {
    int from = at + SEGMENT_HEADER_BYTES;
    boolean tells = orientation > 0 && end - from >= ORIENTED.length;
    byte[] before = Arrays.copyOfRange(jpeg, at, end);
    Arrays.fill(jpeg, from, end, (byte) 0);
    if (tells) {
      System.arraycopy(ORIENTED, 0, jpeg, from, ORIENTED.length);
      jpeg[from + ORIENTATION_AT + 1] = (byte) orientation;
    } else {
      jpeg[at + 1] = (byte) COMMENT;
    }
    hasErased |= !Arrays.equals(before, 0, before.length, jpeg, at, end);
    return tells;
  }

  /// The next segment behind the pixels. In them, a mark is followed by 0 or is one of eight that
  /// stand for themselves.
  private int endOfScan(int from) {
    int at = from;
    while (at + 1 < jpeg.length) {
      int next = unsigned(at + 1);
      if (unsigned(at) == MARK && next != 0 && next != MARK && (next < 0xd0 || next > 0xd7)) {
        return at;
      }
      at++;
    }
    return jpeg.length;
  }

  private void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      hasErased |= jpeg[i] != 0;
      jpeg[i] = 0;
    }
  }

  private int unsigned(int at) {
    return jpeg[at] & 0xff;
  }
}
