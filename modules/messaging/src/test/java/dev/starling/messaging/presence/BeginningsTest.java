package dev.starling.messaging.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeginningsTest {

  private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

  @Test
  void soManyWithinTenSecondsAndThenAgain() {
    Beginnings beginnings = new Beginnings(2);
    long begin = Long.MAX_VALUE - 5; // The clock runs over meanwhile.

    assertThat(beginnings.tryTake(begin)).isTrue();
    assertThat(beginnings.tryTake(begin + 1)).isTrue();
    assertThat(beginnings.tryTake(begin + TEN_SECONDS - 1)).isFalse();
    assertThat(beginnings.tryTake(begin + TEN_SECONDS)).isTrue();
  }
}
