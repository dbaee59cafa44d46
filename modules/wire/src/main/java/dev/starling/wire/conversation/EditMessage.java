package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// Put this text in place of a message's.
public record EditMessage(ConversationId conversation, long seq, String text) {

  public EditMessage {
    MessageRef.check(conversation, seq);
  }

  @JsonIgnore
  public MessageRef message() {
    return new MessageRef(conversation, seq);
  }
}
