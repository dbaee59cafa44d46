package dev.starling.wire.conversation;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Objects;

/// Start a conversation, or find the direct one that exists.
///
/// @param members the others; whoever asks is in it anyway
/// @param title of a group
/// @param clientId the asker's own name for a new group, so that asking again finds it; null for
///   none
public record OpenConversation(Kind kind, List<UserId> members, String title, String clientId) {

  public OpenConversation {
    if (kind == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "kind: missing (expected: direct or group)");
    }
    if (members == null || members.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "members: missing, or holds null");
    }
    members = List.copyOf(members);
  }
}
