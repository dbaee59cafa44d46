package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
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

  private static void assertIsBad(String cursor) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Place.read(cursor))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_CURSOR);
  }
}
