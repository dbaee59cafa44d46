package dev.starling.story.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), new Random(1));

  @Test
  void theWaitDoublesUpToItsLimitAndIsNeverQuiteTheSame() {
    assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(101));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(201));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(401));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(401));
  }

  @Test
  void afterASuccessItBeginsAgain() {
    Duration first = backoff.next();
    Duration second = backoff.next();
    backoff.reset();

    assertThat(second).isGreaterThan(first.dividedBy(2));
    assertThat(backoff.next()).isLessThan(Duration.ofMillis(102));
  }
}
