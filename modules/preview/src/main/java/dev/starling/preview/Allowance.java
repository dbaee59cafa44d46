package dev.starling.preview;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How many pages people let this node read: so many in a minute each, and so many at a time
/// together. Else a link is a way to let a server ask another one very often. Safe for use by any
/// thread.
final class Allowance {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final PreviewConfig config;
  private final Clock clock;
  private final Map<UserId, Integer> taken = new HashMap<>();
  private long minute;
  private int reading;

  Allowance(PreviewConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /// To be given back by [#done].
  ///
  /// @throws Failure.TryLater TOO_MANY_REQUESTS or OVERLOADED
  synchronized void take(UserId user) {
    long now = clock.millis();
    if (now / MINUTE != minute) {
      minute = now / MINUTE;
      taken.clear();
    }
    if (taken.getOrDefault(user, 0) >= config.perMinute()) {
      throw new Failure.TryLater(
          ErrorCode.TOO_MANY_REQUESTS,
          "previews: " + config.perMinute() + " a minute",
          Duration.ofMillis(MINUTE - now % MINUTE));
    }
    if (reading >= config.parallelMax()) {
      throw new Failure.TryLater(
          ErrorCode.OVERLOADED, "previews: too many at a time", config.within());
    }
    taken.merge(user, 1, Integer::sum);
    reading++;
  }

  synchronized void done() {
    reading--;
  }
}
