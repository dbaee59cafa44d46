package dev.starling.search.query;

import dev.starling.persistence.search.Mark;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.Set;

/// What must be true of a message, with all names looked up.
public sealed interface Condition {

  record Says(Phrase phrase) implements Condition {}

  /// Sent by one of these.
  record By(Set<UserId> senders) implements Condition {
    public By {
      senders = Set.copyOf(senders);
    }
  }

  record Inside(Set<ConversationId> conversations) implements Condition {
    public Inside {
      conversations = Set.copyOf(conversations);
    }
  }

  /// @param from the first moment, null for any
  /// @param to the first moment after it, null for any
  record During(Instant from, Instant to) implements Condition {}

  record Marked(Mark mark) implements Condition {}
}
