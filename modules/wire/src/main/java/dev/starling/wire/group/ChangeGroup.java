package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Call a group something else, or set it differently. What is null stays as it is.
///
/// @param description an empty text takes it away
/// @param picture the id of a picture; an empty text takes it away
public record ChangeGroup(
    ConversationId conversation,
    String title,
    String description,
    String picture,
    Visibility history,
    Boolean membersMayInvite,
    Boolean announcement,
    Integer slowModeSeconds,
    Boolean noForwarding) {

  /// A day.
  public static final int SLOW_MODE_SECONDS_MAX = 86_400;

  public ChangeGroup {
    GroupRef.check(conversation);
    if (slowModeSeconds != null
        && (slowModeSeconds < 0 || slowModeSeconds > SLOW_MODE_SECONDS_MAX)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "slowModeSeconds: "
              + slowModeSeconds
              + " (expected: 0 to "
              + SLOW_MODE_SECONDS_MAX
              + ")");
    }
  }
}
