package dev.starling.account.limit;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts on one node what people do, for both edges together. Any thread.
public final class ActionLimits {

  private final LongSupplier nanoTime;
  private final LimitsConfig config;
  private final Map<Action, People> counted = new EnumMap<>(Action.class);

  public ActionLimits(LimitsConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    for (Action action : Action.values()) {
      if (action != Action.UNCOUNTED) {
        counted.put(action, new People(config.of(action), config.peopleMax()));
      }
    }
  }

  /// Counts one more, or refuses it with a [Failure.TryLater]: after its time the same is taken,
  /// unless others of this person's come first.
  public void take(UserId user, Action action) {
    if (action == Action.UNCOUNTED) {
      return;
    }
    Duration wait = counted.get(action).take(user, nanoTime.getAsLong());
    if (!wait.isZero()) {
      throw refused(action, wait);
    }
  }

  private Failure refused(Action action, Duration wait) {
    return new Failure.TryLater(
        ErrorCode.TOO_MANY_REQUESTS,
        "more than %d a minute of what limits.%s counts"
            .formatted(config.of(action).perMinute(), action.name().toLowerCase(Locale.ROOT)),
        wait);
  }

  /// Whom a node remembers at the moment.
  int remembered(Action action) {
    return counted.get(action).size();
  }
}
