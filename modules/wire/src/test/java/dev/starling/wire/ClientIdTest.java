package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"x", "ä", "語", "🦭"})
  void sixtyFourCharactersOfAnyScriptAreAName(String character) {
    String name = character.repeat(64);

    assertThat(ClientId.check(name)).isEqualTo(name);
    assertRefused(name + character, ErrorCode.TEXT_TOO_LONG);
  }

  @Test
  void nothingAndNoTextAreNone() {
    assertRefused(null, ErrorCode.TEXT_EMPTY);
    assertRefused(" ", ErrorCode.TEXT_EMPTY);
    assertRefused("a\0b", ErrorCode.BAD_FIELD);
    assertRefused("\ud83e", ErrorCode.BAD_FIELD);
  }

  private static void assertRefused(String value, ErrorCode code) {
    assertThatThrownBy(() -> ClientId.check(value))
        .isInstanceOfSatisfying(
            Failure.Invalid.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
