package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// This message.
public record MessageRef(ConversationId conversation, long seq) {

  public MessageRef {
    check(conversation, seq);
  }

  static void check(ConversationId conversation, long seq) {
    SendMessage.requireConversation(conversation);
    if (seq < 1) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "seq: " + seq + " (expected: 1 or more)");
    }
  }
}
