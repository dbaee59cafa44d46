package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// Give a message a bookmark, or take it away.
///
/// @param remove true to take it away; false or absent to give it
public record SetBookmark(ConversationId conversation, long seq, Boolean remove) {

  public SetBookmark {
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
