package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private record Place(String name, long id) {
    static Place read(String cursor) {
      return Cursor.read(cursor, in -> new Place(in.text(), in.number()));
    }
  }

  @Test
  void whatWasWrittenIsRead() {
    String cursor = Cursor.of("Zoë 🦜", Long.MIN_VALUE);

    assertThat(Place.read(cursor)).isEqualTo(new Place("Zoë 🦜", Long.MIN_VALUE));
  }

  @Test
  void aTimeIsReadToTheNanosecond() {
    Instant time = Instant.parse("2026-11-23T10:00:00.123456789Z");

    assertThat(Cursor.<Instant>read(Cursor.of(time), Cursor.Reader::time)).isEqualTo(time);
  }

  /// They read as an internal error once: Java cannot make some of them, PostgreSQL others.
  @ParameterizedTest
  @ValueSource(
      strings = {"1969-12-31T23:59:59.999Z", "-000001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
  void aTimeNoListHoldsIsABadCursor(Instant time) {
    assertIsBadTime(Cursor.of(time));
  }

  @Test
  void aTimeJavaCannotNameIsABadCursor() {
    for (long seconds : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      for (int nanos : new int[] {Integer.MIN_VALUE, 0, 1_000_000_000, Integer.MAX_VALUE}) {
        byte[] time = ByteBuffer.allocate(12).putLong(seconds).putInt(nanos).array();
        assertIsBadTime(Base64.getUrlEncoder().encodeToString(time));
      }
    }
  }

  @Test
  void aCursorFitsIntoAUrlAsItIs() {
    assertThat(Cursor.of("ÿÿÿ~?", -1L)).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "AAA", "not base64!", "AAVhYWFhYQ", "__8", "AA\u0000A"})
  void whatNoListWroteIsABadCursor(String cursor) {
    assertIsBad(cursor);
  }

  @Test
  void aCursorWithSomethingBehindItIsABadCursor() {
    assertIsBad(Cursor.of("name", 1L, 2L));
  }

  @Test
  void aTextThatIsNoUtf8IsABadCursor() {
    byte[] halfACharacter = {0, 1, (byte) 0xC3, 0, 0, 0, 0, 0, 0, 0, 1};

    assertIsBad(Base64.getUrlEncoder().encodeToString(halfACharacter));
  }

  @Test
  void anEndlessCursorIsABadCursor() {
    byte[] endless = "a".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    assertIsBad(Base64.getUrlEncoder().encodeToString(endless));
  }

  private static void assertIsBadTime(String cursor) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Cursor.<Instant>read(cursor, Cursor.Reader::time))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_CURSOR);
  }

  private static void assertIsBad(String cursor) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Place.read(cursor))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_CURSOR);
  }
}
