package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// I have read the replies under a message so far.
///
/// @param thread the sequence of the thread's root
/// @param seq of the last reply that was read
public record ReadThread(ConversationId conversation, long thread, long seq) {

  public ReadThread {
    MessageRef.check(conversation, thread);
    if (seq < 0) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "seq: " + seq + " (expected: 0 or more)");
    }
  }

  @JsonIgnore
  public MessageRef root() {
    return new MessageRef(conversation, thread);
  }
}
