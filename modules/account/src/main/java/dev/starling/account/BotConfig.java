package dev.starling.account;

import dev.starling.wire.PageRequest;
import java.time.Duration;

/// The limits of bots.
///
/// @param perOwnerMax bots of one person
/// @param tokensMax tokens of one bot that are not revoked
/// @param cachedFor a node asks the database so seldom about a token that is in use; who revokes
///   one does not wait for it
public record BotConfig(int perOwnerMax, int tokensMax, Duration cachedFor) {

  private static final Duration CACHED_FOR_MAX = Duration.ofMinutes(5);

  public static final BotConfig DEFAULTS = new BotConfig(20, 10, Duration.ofSeconds(10));

  public BotConfig {
    if (perOwnerMax < 0) {
      throw new IllegalArgumentException(
          "bots.perOwnerMax: " + perOwnerMax + " (expected: at least 0)");
    }
    if (tokensMax < 1 || tokensMax > PageRequest.LIMIT_MAX) {
      throw new IllegalArgumentException("bots.tokensMax: " + tokensMax + " (expected: 1 to 200)");
    }
    Durations.positive("bots.cachedFor", cachedFor);
    Durations.less("bots.cachedFor", cachedFor, "5 minutes", CACHED_FOR_MAX);
  }
}
