package dev.starling.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 100, 8192})
  void whatIsWrittenIsReadAgain(int length) {
    for (long number = 0; number < 200_000_000_000L; number = number * 3 + 1) {
      Payload payload = new Payload(3, 123_456, number);

      assertThat(parse(payload.text(length))).isEqualTo(payload);
    }
  }

  @Test
  void aTextHasTheLengthThatWasAskedFor() {
    for (int number = 0; number < 500; number++) {
      assertThat(new Payload(1, number % 7, number).text(100)).hasSize(100);
    }
  }

  @Test
  void theNumbersAreNeverCut() {
    assertThat(new Payload(1, 22, 333).text(4)).isEqualTo("r1 s22 n333");
  }

  @Test
  void noTwoTextsAreTheSame() {
    Set<String> texts = new HashSet<>();
    for (int stream = 0; stream < 10; stream++) {
      for (int number = 0; number < 100; number++) {
        texts.add(new Payload(1, stream, number).text(60));
      }
    }

    assertThat(texts).hasSize(1_000);
  }

  /// The generator writes it into JSON as it is.
  @Test
  void aTextNeedsNoEscaping() {
    for (int number = 0; number < 500; number++) {
      assertThat(new Payload(1, 2, number).text(300)).matches("[a-z0-9 ]+");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "r1",
        "r1 s2",
        "r1 s2 n",
        "r1 s2 nx",
        "r1 s2 n3x",
        "r1s2n3",
        "s1 r2 n3",
        "r1 s-2 n3",
        "r1 s2 n9999999999999999999",
        "r99999999999 s2 n3",
        "r1 s99999999999 n3",
        "r١ s2 n3",
        " r1 s2 n3",
      })
  void whatNoGeneratorWroteIsNotRead(String text) {
    assertThat(parse(text)).isNull();
  }

  /// Between what else there is in a frame.
  private static Payload parse(String text) {
    byte[] frame = ("\"r9 s9 n9\"" + text + "\"123").getBytes(StandardCharsets.UTF_8);
    int from = 10;
    return Payload.parse(frame, from, frame.length - 4);
  }
}
