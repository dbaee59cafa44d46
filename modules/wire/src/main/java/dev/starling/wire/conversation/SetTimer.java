package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;

/// Let messages of a conversation disappear so long after they are sent.
///
/// @param seconds null for never
public record SetTimer(ConversationId conversation, Integer seconds) {

  public SetTimer {
    SendMessage.requireConversation(conversation);
  }
}
