package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.util.List;
import java.util.Objects;

/// This is what I choose, instead of what I chose before.
///
/// @param options the places of what is chosen, from 0; none to take one's vote back
public record VoteInPoll(ConversationId conversation, long seq, List<Integer> options) {

  public VoteInPoll {
    MessageRef.check(conversation, seq);
    if (options == null || options.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "options: missing, or holds null");
    }
    options = options.stream().distinct().sorted().toList();
  }

  @JsonIgnore
  public MessageRef message() {
    return new MessageRef(conversation, seq);
  }
}
