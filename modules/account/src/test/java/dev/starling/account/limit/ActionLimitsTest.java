package dev.starling.account.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActionLimitsTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final Rate ONE = new Rate(60, 1);
  private static final int PEOPLE_MAX = 100;

  private long now = Long.MAX_VALUE - 1_000; // The clock may overflow meanwhile.

  private final ActionLimits limits =
      new ActionLimits(
          new LimitsConfig(new Rate(60, 3), ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, PEOPLE_MAX),
          () -> now);

  @Test
  void theBurstIsTakenAndTheNextIsToldWhen() {
    takeAll(ALICE);

    Failure.TryLater refused = refusal(ALICE);
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    assertThat(refused).hasMessage("more than 60 a minute of what limits.send counts");
    assertThat(refused.afterMillis()).isEqualTo(1_000);
    advance(Duration.ofMillis(refused.afterMillis()).minusNanos(1));
    assertThat(refusal(ALICE).afterMillis()).isEqualTo(1);
    advance(Duration.ofNanos(1));
    limits.take(ALICE, Action.SEND);
    assertThat(refusal(ALICE)).isNotNull();
  }

  @Test
  void aRefusalCostsNothing() {
    takeAll(ALICE);
    for (int i = 0; i < 1_000; i++) {
      assertThat(refusal(ALICE)).isNotNull();
    }

    advance(Duration.ofSeconds(1));
    limits.take(ALICE, Action.SEND);
  }

  @Test
  void othersAndOtherActionsAreNotAffected() {
    takeAll(ALICE);

    limits.take(BOB, Action.SEND);
    for (Action action : Action.values()) {
      if (action != Action.SEND) {
        limits.take(ALICE, action);
      }
    }
  }

  @Test
  void whatIsNotCountedIsNeverRefused() {
    for (int i = 0; i < 10_000; i++) {
      limits.take(ALICE, Action.UNCOUNTED);
    }
  }

  @Test
  void whoMayDoABurstAgainIsForgotten() {
    for (int user = 1; user <= 50; user++) {
      limits.take(new UserId(user), Action.SEND);
    }
    assertThat(limits.remembered(Action.SEND)).isEqualTo(50);
    advance(Duration.ofSeconds(1));

    for (int user = 101; user <= 150; user++) {
      limits.take(new UserId(user), Action.SEND);
    }

    assertThat(limits.remembered(Action.SEND)).isEqualTo(50);
  }

  @Test
  void noMoreAreRememberedThanAllowedAndTheLongestQuietGoFirst() {
    takeAll(ALICE);
    for (int user = 1_000; user < 1_000 + 10 * PEOPLE_MAX; user++) {
      limits.take(new UserId(user), Action.SEND);
      assertThat(limits.remembered(Action.SEND)).isLessThanOrEqualTo(PEOPLE_MAX);
      assertThat(refusal(ALICE)).isNotNull();
    }
    for (int user = 5_000; user < 5_000 + PEOPLE_MAX; user++) {
      limits.take(new UserId(user), Action.SEND);
    }

    limits.take(ALICE, Action.SEND);
  }

  @Test
  void manyThreadsTakeNoMoreThanTheBurst() {
    ActionLimits shared = new ActionLimits(LimitsConfig.DEFAULTS, () -> 0);
    AtomicInteger taken = new AtomicInteger();

    IntStream.range(0, 10_000)
        .parallel()
        .forEach(
            i -> {
              try {
                shared.take(ALICE, Action.SEND);
                taken.incrementAndGet();
              } catch (Failure.TryLater refused) {
                assertThat(refused.after()).isPositive();
              }
            });

    assertThat(taken).hasValue(LimitsConfig.DEFAULTS.send().burst());
  }

  @Test
  void rateThatCannotBeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(60_000_001, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 1_000_001));
  }

  private void takeAll(UserId user) {
    for (int i = 0; i < 3; i++) {
      limits.take(user, Action.SEND);
    }
  }

  private Failure.TryLater refusal(UserId user) {
    return catchThrowableOfType(Failure.TryLater.class, () -> limits.take(user, Action.SEND));
  }

  private void advance(Duration by) {
    now += by.toNanos();
  }
}
