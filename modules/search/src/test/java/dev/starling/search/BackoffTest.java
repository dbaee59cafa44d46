package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(5);

  private final Backoff backoff = new Backoff(MIN, MAX, new Random(1));

  @Test
  void pausesDoubleUpToTheLimit() {
    assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(MAX);
    }
    assertThat(backoff.next()).isGreaterThanOrEqualTo(MAX.dividedBy(2));
  }

  @Test
  void aSuccessStartsOver() {
    for (int i = 0; i < 10; i++) {
      assertThat(backoff.next()).isPositive();
    }

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(MIN);
  }
}
