package dev.starling.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;

/// Where a page ended, as text that means nothing to a client: a few numbers, times and texts in
/// base64url.
///
/// A list writes and reads its own cursors, the same values in the same order. What it cannot have
/// written reads as [ErrorCode#BAD_CURSOR]; what it could have is taken at its word, so a cursor
/// says where to go on and never what may be seen.
public final class Cursor {

  private static final int LENGTH_MAX = 1_024;

  private static final long SECONDS_MAX = 253_402_300_799L; // 9999-12-31T23:59:59Z
  private static final int NANOS_MAX = 999_999_999;

  private Cursor() {}

  /// Takes what was written out again, in the order it was written.
  public static final class Reader {

    private final DataInputStream in;

    private Reader(byte[] bytes) {
      this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    public long number() throws IOException {
      return in.readLong();
    }

    /// In the years 1970 to 9999: others are in no list of ours, and not every part could name
    /// them.
    public Instant time() throws IOException {
      long seconds = in.readLong();
      int nanos = in.readInt();
      if (seconds < 0 || seconds > SECONDS_MAX || nanos < 0 || nanos > NANOS_MAX) {
        throw new IOException("no time of ours in a cursor");
      }
      return Instant.ofEpochSecond(seconds, nanos);
    }

    /// Never with a U+0000, which no list of ours holds and PostgreSQL does not take.
    public String text() throws IOException {
      String text = in.readUTF();
      if (text.indexOf(0) >= 0) {
        throw new IOException("U+0000 in a cursor");
      }
      return text;
    }
  }

  /// How a list reads its own cursor.
  public interface Reading<T> {
    T from(Reader in) throws IOException;
  }

  /// @param values each a [Long], an [Instant] or a [String]
  public static String of(Object... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Object value : values) {
        switch (value) {
          case Long number -> out.writeLong(number);
          case String text -> out.writeUTF(text);
          case Instant time -> {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
          }
          default -> throw new IllegalArgumentException("no number, time or text: " + value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Writes to memory only.
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /// Reads all of it: a cursor that is too short or too long is none.
  public static <T> T read(String cursor, Reading<T> reading) {
    if (cursor.length() > LENGTH_MAX) {
      throw notOurs();
    }
    try {
      Reader reader = new Reader(Base64.getUrlDecoder().decode(cursor));
      T value = reading.from(reader);
      if (reader.in.available() > 0) {
        throw notOurs();
      }
      return value;
    } catch (IOException | IllegalArgumentException e) {
      throw notOurs();
    }
  }

  private static Failure notOurs() {
    return new Failure.Invalid(
        ErrorCode.BAD_CURSOR, "cursor: not one of this list (expected: the `next` of a page)");
  }
}
