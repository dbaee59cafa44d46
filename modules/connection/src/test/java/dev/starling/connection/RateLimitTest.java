package dev.starling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final int PER_SECOND = 10;
  private static final int BURST = 50;
  private static final long START = Long.MAX_VALUE - 1_000; // The clock may overflow meanwhile.

  private final RateLimit limit = new RateLimit(PER_SECOND, BURST, START);

  @Test
  void theBurstMayBeTakenAtOnceAndNoMore() {
    assertThat(takenAt(START)).isEqualTo(BURST);
  }

  @Test
  void whatWasTakenComesBackWithTime() {
    takeAll();

    assertThat(takenAt(after(Duration.ofMillis(99)))).isZero();
    assertThat(takenAt(after(Duration.ofMillis(100)))).isEqualTo(1);
    assertThat(takenAt(after(Duration.ofSeconds(1)))).isEqualTo(9);
  }

  @Test
  void aLongPauseSavesNoMoreThanABurst() {
    takeAll();

    assertThat(takenAt(after(Duration.ofDays(1)))).isEqualTo(BURST);
  }

  @Test
  void theWaitIsForATenthOfTheBurst() {
    takeAll();

    assertThat(limit.untilSome()).isEqualTo(Duration.ofMillis(500));
    assertThat(takenAt(after(limit.untilSome()))).isEqualTo(BURST / 10);
  }

  @Test
  void whoeverMayTakeManyNeedNotWait() {
    assertThat(limit.tryTake(START)).isTrue();

    assertThat(limit.untilSome()).isZero();
  }

  private void takeAll() {
    assertThat(takenAt(START)).isEqualTo(BURST);
  }

  private long takenAt(long nanos) {
    return IntStream.range(0, 2 * BURST).filter(i -> limit.tryTake(nanos)).count();
  }

  private static long after(Duration wait) {
    return START + wait.toNanos();
  }
}
