package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @Test
  void timesAreWrittenAsPeopleWriteThem() {
    TimeSpan span = new TimeSpan();

    assertThat(span.convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(span.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(span.convert("2m")).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "1h", "30 s", "99999999999s"})
  void anythingElseIsRefusedAndNamed(String text) {
    assertThatThrownBy(() -> new TimeSpan().convert(text))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("30s");
  }
}
