package dev.starling.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillisTest {

  private static final long SEED = 20_261_124;

  private static final DateTimeFormatter BY_PATTERN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T01:02:03Z,           2026-11-24T01:02:03.000Z",
    "2026-11-24T23:59:59.999999999Z, 2026-11-24T23:59:59.999Z",
    "1969-12-31T23:59:59.001Z,       1969-12-31T23:59:59.001Z",
    "2024-02-29T12:00:00.050Z,       2024-02-29T12:00:00.050Z",
    "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z",
    "+12345-01-01T00:00:00Z,         +12345-01-01T00:00:00.000Z",
    "-0001-01-01T00:00:00Z,          -0001-01-01T00:00:00.000Z",
  })
  void aTimeHasMillisecondsAndNeverMore(String time, String text) {
    assertThat(Millis.format(Instant.parse(time))).isEqualTo(text);
  }

  @Test
  void anyTimeIsWrittenAsThePatternWould() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-100_000_000_000_000L, 300_000_000_000_000L));

      assertThat(Millis.format(time)).isEqualTo(BY_PATTERN.format(time));
    }
  }
}
