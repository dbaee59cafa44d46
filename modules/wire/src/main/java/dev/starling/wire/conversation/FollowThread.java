package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// Tell me of the replies under a message, or tell me no more.
///
/// @param thread the sequence of its root
/// @param remove true to stop; false or absent to follow
public record FollowThread(ConversationId conversation, long thread, Boolean remove) {

  public FollowThread {
    MessageRef.check(conversation, thread);
  }

  @JsonIgnore
  public MessageRef root() {
    return new MessageRef(conversation, thread);
  }

  @JsonIgnore
  public boolean follows() {
    return remove == null || !remove;
  }
}
