package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;

/// The conversation in which a stranger has written.
public record AnswerRequest(ConversationId conversation) {

  public AnswerRequest {
    SendMessage.requireConversation(conversation);
  }
}
