package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.event.Poll;

/// Say this in a conversation.
///
/// @param clientId the sender's own name for it, at most 64 characters: sending it again under the
///   same name is harmless, for ever
/// @param replyTo the sequence of the message that it answers, null for none
/// @param quote the part of that message's text that it answers
/// @param thread the sequence of the message under which it shall stand, null for none
/// @param poll a question to the others, null for none; without a text, the question is the text
public record SendMessage(
    ConversationId conversation,
    String clientId,
    String text,
    Long replyTo,
    String quote,
    Long thread,
    Poll poll) {

  public SendMessage {
    requireConversation(conversation);
    if (quote != null && replyTo == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "quote: of what? (expected: replyTo as well)");
    }
  }

  /// Nothing but a text.
  public SendMessage(ConversationId conversation, String clientId, String text) {
    this(conversation, clientId, text, null, null, null, null);
  }

  static void requireConversation(ConversationId conversation) {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
  }
}
