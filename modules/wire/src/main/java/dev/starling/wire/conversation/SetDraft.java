package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// This is what I have begun to write in a conversation.
///
/// @param text null ends the draft
/// @param replyTo the sequence of the message that it answers, null for none
public record SetDraft(ConversationId conversation, String text, Long replyTo) {

  public SetDraft {
    SendMessage.requireConversation(conversation);
    if (replyTo != null && (text == null || replyTo < 1)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "replyTo: " + replyTo + " (expected: 1 or more, and a text)");
    }
  }
}
