package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;

/// This group.
public record GroupRef(ConversationId conversation) {

  public GroupRef {
    check(conversation);
  }

  static void check(ConversationId conversation) {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
  }

  static void check(ConversationId conversation, UserId user) {
    check(conversation);
    if (user == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "user: missing");
    }
  }
}
