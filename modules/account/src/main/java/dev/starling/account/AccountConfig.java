package dev.starling.account;

import dev.starling.account.limit.LimitsConfig;
import java.time.Duration;

/// Everything about accounts that an operator may want to be different.
///
/// @param revocationsEvery how often a node asks for revoked sessions that the bus has not told it
/// @param sweepEvery how often a node removes what is over
public record AccountConfig(
    PasswordConfig passwords,
    TokenConfig tokens,
    AttemptConfig attempts,
    BotConfig bots,
    ReportConfig reports,
    LimitsConfig limits,
    Duration revocationsEvery,
    Duration sweepEvery) {

  public static final AccountConfig DEFAULTS =
      new AccountConfig(
          PasswordConfig.DEFAULTS,
          TokenConfig.DEFAULTS,
          AttemptConfig.DEFAULTS,
          BotConfig.DEFAULTS,
          ReportConfig.DEFAULTS,
          LimitsConfig.DEFAULTS,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1));

  public AccountConfig {
    Durations.positive("account.revocationsEvery", revocationsEvery);
    Durations.positive("account.sweepEvery", sweepEvery);
  }
}
