package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// Pin a message, or take its pin away.
///
/// @param remove true to take it away; false or absent to pin
public record PinMessage(ConversationId conversation, long seq, Boolean remove) {

  public PinMessage {
    MessageRef.check(conversation, seq);
  }

  @JsonIgnore
  public MessageRef message() {
    return new MessageRef(conversation, seq);
  }

  @JsonIgnore
  public boolean adds() {
    return remove == null || !remove;
  }
}
