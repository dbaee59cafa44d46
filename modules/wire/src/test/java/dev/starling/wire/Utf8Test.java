package dev.starling.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  private static final long SEED = 20_261_124;

  /// The last holds what Java puts in the place of nonsense, as somebody may who writes about it.
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Grüße, 世界 🍎", "a \uFFFD b"})
  void aTextIsReadAsItWasWritten(String text) {
    assertThat(Utf8.decode(text.getBytes(UTF_8))).isEqualTo(text);
  }

  /// Cut short, overlong, half of a pair, a lone continuation; and nonsense beside a real U+FFFD.
  @ParameterizedTest
  @ValueSource(strings = {"61c3", "c080", "eda080", "80", "efbfbdff", "f8888080"})
  void whatOnlyLooksLikeUtf8IsRefused(String hex) {
    assertThatThrownBy(() -> Utf8.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            Failure.Invalid.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_UTF8));
  }

  @Test
  void randomBytesAreReadAsTheStrictDecoderWouldOrNotAtAll() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(4)];
      random.nextBytes(bytes);
      String strict = strict(bytes);

      if (strict == null) {
        assertThatThrownBy(() -> Utf8.decode(bytes)).isInstanceOf(Failure.Invalid.class);
      } else {
        assertThat(Utf8.decode(bytes)).isEqualTo(strict);
      }
    }
  }

  private static String strict(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
