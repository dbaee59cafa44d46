package dev.starling.account.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final Duration EACH = Duration.ofMillis(100);
  private static final int BURST = 50;
  private static final long START = Long.MAX_VALUE - 1_000; // The clock may overflow meanwhile.

  private final TokenBucket limit = new TokenBucket(EACH, BURST, START);

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
  void theWaitForSomeIsTrue() {
    takeAll();

    for (int some : new int[] {1, 5, BURST}) {
      Duration wait = limit.until(some, START);
      assertThat(wait).isEqualTo(EACH.multipliedBy(some));
      assertThat(limit.until(some, after(wait.minusNanos(1)))).isEqualTo(Duration.ofNanos(1));
      assertThat(limit.until(some, after(wait))).isZero();
    }
    assertThat(takenAt(after(limit.until(5, START)))).isEqualTo(5);
  }

  @Test
  void aRateThatDividesBadlyIsWaitedForExactly() {
    TokenBucket odd = new Rate(7, 1).bucket(START);
    assertThat(odd.tryTake(START)).isTrue();
    Duration wait = odd.until(1, START);

    assertThat(odd.tryTake(after(wait.minusNanos(1)))).isFalse();
    assertThat(odd.tryTake(after(wait))).isTrue();
  }

  @Test
  void whoeverMayTakeManyNeedNotWait() {
    assertThat(limit.isFull(START)).isTrue();
    assertThat(limit.tryTake(START)).isTrue();

    assertThat(limit.isFull(START)).isFalse();
    assertThat(limit.until(BURST - 1, START)).isZero();
    assertThat(limit.isFull(after(EACH))).isTrue();
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
