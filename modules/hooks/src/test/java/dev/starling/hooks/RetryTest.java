package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryTest {

  private final Retry retry =
      new Retry(Duration.ofSeconds(5), Duration.ofHours(1), 12, new Random(1));

  @Test
  void itDoublesUpToTheLongestPauseAndNeverAgrees() {
    for (int attempts = 1; attempts < 100; attempts++) {
      long most = Math.min(3_600_000L, 5_000L << Math.min(attempts - 1, 30));
      assertThat(retry.after(attempts).toMillis()).isBetween(most / 2, most);
    }
    assertThat(retry.after(3)).isNotEqualTo(retry.after(3));
  }

  @Test
  void aReasonIsShortAndInOneLine() {
    assertThat(Retry.reason(new IllegalStateException("a\nb\u0000c" + "x".repeat(1_000))))
        .startsWith("no answer: a b c")
        .hasSize(300);
    assertThat(Retry.reason(new IllegalStateException())).contains("IllegalStateException");
  }
}
