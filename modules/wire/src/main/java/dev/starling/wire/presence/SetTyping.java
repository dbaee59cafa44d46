package dev.starling.wire.presence;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// I am writing something in a conversation, or have stopped to.
public record SetTyping(ConversationId conversation, Boolean typing) {

  public SetTyping {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
    if (typing == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "typing: missing (expected: true or false)");
    }
  }
}
