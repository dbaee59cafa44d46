package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Say in a conversation what was said in another.
///
/// @param conversation where it shall be said
/// @param clientId as in [SendMessage]
/// @param from the message that was said
public record ForwardMessage(ConversationId conversation, String clientId, MessageRef from) {

  public ForwardMessage {
    SendMessage.requireConversation(conversation);
    if (from == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "from: missing");
    }
  }
}
