package dev.starling.search.index;

import dev.starling.search.query.Meaning;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.List;

/// What to look for, and where.
///
/// @param asker whom `mentions:me` means
/// @param own what is asked of the asker's own doings
/// @param conversations where it must be
public record Question(
    UserId asker, Meaning meaning, Own own, Order order, List<ConversationId> conversations) {

  public Question {
    conversations = List.copyOf(conversations);
  }
}
