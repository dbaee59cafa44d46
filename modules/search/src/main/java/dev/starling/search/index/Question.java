package dev.starling.search.index;

import dev.starling.wire.ConversationId;
import java.util.List;

/// What to look for, and where.
///
/// @param words all of which must occur
/// @param lastIsBeginning whether the last of them may be only the beginning of one
/// @param conversations where they must occur
public record Question(String words, boolean lastIsBeginning, List<ConversationId> conversations) {

  public Question {
    conversations = List.copyOf(conversations);
  }
}
