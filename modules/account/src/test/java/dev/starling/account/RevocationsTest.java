package dev.starling.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationsTest {

  private static final SessionId LAPTOP = new SessionId(1);
  private static final SessionId PHONE = new SessionId(2);
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final FakeClock clock = new FakeClock();
  private final Revocations revocations = new Revocations(clock, KEPT);
  private final List<SessionId> heard = new ArrayList<>();

  @Test
  void everySessionIsAnnouncedOnce() {
    revocations.onRevoked(heard::add);

    revocations.announce(List.of(LAPTOP));
    revocations.announce(List.of(LAPTOP, PHONE));

    assertThat(heard).containsExactly(LAPTOP, PHONE);
  }

  @Test
  void aSessionIsRevokedBeforeAnybodyHearsOfIt() {
    revocations.onRevoked(session -> assertThat(revocations.isRevoked(session)).isTrue());
    revocations.onRevoked(heard::add);

    revocations.announce(List.of(LAPTOP));

    assertThat(heard).containsExactly(LAPTOP);
    assertThat(revocations.isRevoked(PHONE)).isFalse();
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromHearing() {
    revocations.onRevoked(
        session -> {
          throw new IllegalStateException("on purpose");
        });
    revocations.onRevoked(heard::add);

    revocations.announce(List.of(LAPTOP, PHONE));

    assertThat(heard).containsExactly(LAPTOP, PHONE);
  }

  @Test
  void aSessionIsForgottenWhenItsTokensHaveExpired() {
    revocations.announce(List.of(LAPTOP));

    clock.advance(KEPT);
    revocations.forgetExpired();
    assertThat(revocations.isRevoked(LAPTOP)).isTrue();

    clock.advance(Duration.ofMillis(1));
    revocations.forgetExpired();
    assertThat(revocations.isRevoked(LAPTOP)).isFalse();
  }
}
