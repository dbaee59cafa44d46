package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// I have come this far in a conversation.
public record MarkSeq(ConversationId conversation, long seq) {

  public MarkSeq {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
    if (seq < 0) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "seq: " + seq + " (expected: 0 or more)");
    }
  }
}
