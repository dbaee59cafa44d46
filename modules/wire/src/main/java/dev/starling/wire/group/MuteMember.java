package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;

/// Let a member not post for a time.
///
/// @param seconds null or 0 lets them post again
public record MuteMember(ConversationId conversation, UserId user, Long seconds) {

  /// A year.
  public static final long SECONDS_MAX = 31_536_000;

  public MuteMember {
    GroupRef.check(conversation, user);
    if (seconds != null && (seconds < 0 || seconds > SECONDS_MAX)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "seconds: " + seconds + " (expected: 0 to " + SECONDS_MAX + ")");
    }
  }
}
