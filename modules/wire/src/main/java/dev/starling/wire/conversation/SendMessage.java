package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Say this in a conversation.
///
/// @param clientId the sender's own name for it, at most 64 characters: sending it again under the
///   same name is harmless, for ever
public record SendMessage(ConversationId conversation, String clientId, String text) {

  public SendMessage {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
  }
}
