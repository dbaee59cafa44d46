package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final BackOff backOff =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10), new Random(7));

  @Test
  void theBoundDoublesUpToTheLongest() {
    for (int attempt = 0; attempt < 70; attempt++) {
      long bound = attempt < 4 ? 1_000L << attempt : 10_000;
      LongSummaryStatistics waits = waits(attempt);

      assertThat(waits.getMin()).isBetween(0L, bound / 10);
      assertThat(waits.getMax()).isBetween(bound * 9 / 10, bound);
    }
  }

  @Test
  void theServerKnowsBetter() {
    assertThat(backOff.millis(5, 850)).isEqualTo(850);
  }

  private LongSummaryStatistics waits(int attempt) {
    return IntStream.range(0, 1_000)
        .mapToLong(any -> backOff.millis(attempt, 0))
        .summaryStatistics();
  }
}
