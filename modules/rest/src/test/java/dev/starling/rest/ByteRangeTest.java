package dev.starling.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranges of ten bytes.
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=2-5, 2, 4",
    "bytes=2-, 2, 8",
    "bytes=-3, 7, 3",
    "bytes=0-99, 0, 10",
    "bytes=-99, 0, 10",
    "bytes=10-, 10, 0",
    "bytes=50-60, 50, 0",
    "bytes=-0, 10, 0"
  })
  void aRangeIsCutToWhatThereIs(String header, long from, long length) {
    assertThat(ByteRange.parse(header, 10)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,3-4",
        "lines=1-2",
        "bytes=a-b",
        "bytes",
        "bytes=99999999999999999999-"
      })
  void whatIsNoRangeAsksForTheWhole(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
  }

  @Test
  void anAnswerSaysWhichBytesOfHowMany() {
    assertThat(new ByteRange(2, 4).of(10)).isEqualTo("bytes 2-5/10");
  }
}
