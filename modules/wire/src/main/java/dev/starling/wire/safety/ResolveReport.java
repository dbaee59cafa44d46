package dev.starling.wire.safety;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.Duration;

/// What a moderator makes of a report.
///
/// @param seconds how long somebody is suspended; null for anything else
public record ResolveReport(Resolution action, Long seconds) {

  private static final long SECONDS_MAX = Duration.ofDays(3_650).toSeconds();

  public ResolveReport {
    if (action == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "action: missing");
    }
    boolean suspends = action == Resolution.SUSPEND;
    if (suspends != (seconds != null) || (suspends && (seconds < 1 || seconds > SECONDS_MAX))) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "seconds: " + seconds + " (expected: 1 to " + SECONDS_MAX + " to suspend, else none)");
    }
  }
}
