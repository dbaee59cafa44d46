package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;

/// Show a part of the replies under a message.
///
/// @param thread the sequence of the thread's root
/// @param after as in [ReadEvents], and so are the others
public record ReadThreadEvents(
    ConversationId conversation,
    long thread,
    Long after,
    Long before,
    Integer limit,
    String cursor) {

  public ReadThreadEvents {
    MessageRef.check(conversation, thread);
  }

  @JsonIgnore
  public ReadEvents part() {
    return new ReadEvents(conversation, after, before, limit, cursor);
  }
}
