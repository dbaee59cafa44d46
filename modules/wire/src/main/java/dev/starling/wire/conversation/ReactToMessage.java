package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// React to a message with an emoji, or take it back.
///
/// @param remove true to take it back; false or absent to react
public record ReactToMessage(ConversationId conversation, long seq, String emoji, Boolean remove) {

  public ReactToMessage {
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
