package dev.starling.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.account.limit.LimitsConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccountConfigTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDefaultsPassTheirOwnChecks() {
    assertThat(AccountConfig.DEFAULTS.attempts().failuresPerAccount().attemptsMax()).isEqualTo(10);
  }

  @Test
  void aBadValueNamesItself() {
    assertNames("passwords.memoryKib", () -> new PasswordConfig(1023, 2, 1, 2, 200));
    assertNames("passwords.iterations", () -> new PasswordConfig(1024, 0, 1, 2, 200));
    assertNames("passwords.lanes", () -> new PasswordConfig(1024, 2, 0, 2, 200));
    assertNames("passwords.parallelMax", () -> new PasswordConfig(1024, 2, 1, 0, 200));
    assertNames("passwords.waitingMax", () -> new PasswordConfig(1024, 2, 1, 2, -1));
    assertNames("attemptsMax", () -> new RateLimit(0, HOUR));
    assertNames("window", () -> new RateLimit(1, Duration.ZERO));
    assertNames(
        "tokens.accessLifetime",
        () -> new TokenConfig(Duration.ZERO, HOUR, SECOND, HOUR, MINUTE, SECOND));
    assertNames(
        "tokens.accessLifetime", () -> new TokenConfig(HOUR, HOUR, SECOND, HOUR, MINUTE, SECOND));
    assertNames(
        "tokens.ticketLifetime",
        () -> new TokenConfig(MINUTE, HOUR, Duration.ZERO, HOUR, MINUTE, SECOND));
    assertNames(
        "tokens.keysEvery", () -> new TokenConfig(MINUTE, HOUR, SECOND, HOUR, MINUTE, MINUTE));
    assertNames("tokens.keyLead", () -> new TokenConfig(MINUTE, HOUR, SECOND, HOUR, HOUR, SECOND));
    assertNames("account.revocationsEvery", () -> config(Duration.ZERO, MINUTE));
    assertNames("account.sweepEvery", () -> config(SECOND, Duration.ofMinutes(-1)));
  }

  private static AccountConfig config(Duration revocationsEvery, Duration sweepEvery) {
    return new AccountConfig(
        PasswordConfig.DEFAULTS,
        TokenConfig.DEFAULTS,
        AttemptConfig.DEFAULTS,
        BotConfig.DEFAULTS,
        ReportConfig.DEFAULTS,
        LimitsConfig.DEFAULTS,
        revocationsEvery,
        sweepEvery);
  }

  private static void assertNames(String key, Supplier<?> making) {
    assertThatIllegalArgumentException().isThrownBy(making::get).withMessageStartingWith(key);
  }
}
