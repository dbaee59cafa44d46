package dev.starling.wire.conversation;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Objects;

/// Start a conversation, or find the direct one or the one with oneself that exists.
///
/// @param members the others; whoever asks is in it anyway, with oneself nobody else is
/// @param title of a group
/// @param clientId the asker's own name for a new group, so that asking again finds it; null for
///   none
public record OpenConversation(Kind kind, List<UserId> members, String title, String clientId) {

  public OpenConversation {
    if (kind == null) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "kind: missing (expected: direct, group or self)");
    }
    if (members == null && kind == Kind.SELF) {
      members = List.of();
    }
    if (members == null || members.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "members: missing, or holds null");
    }
    if (kind == Kind.SELF && !members.isEmpty()) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "members: nobody else is in a conversation with oneself");
    }
    members = List.copyOf(members);
  }
}
