package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.Set;

/// What search needs of a message.
///
/// @param text null when the message was deleted
/// @param marks what it has and is; with a reader, also for them
public record MessageText(
    ConversationId conversation,
    long seq,
    UserId sender,
    Instant at,
    String text,
    Set<Mark> marks) {

  public MessageText {
    marks = Set.copyOf(marks);
  }
}
