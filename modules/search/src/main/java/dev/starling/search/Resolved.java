package dev.starling.search;

import dev.starling.search.index.Own;
import dev.starling.search.query.Meaning;
import dev.starling.wire.ConversationId;
import java.util.List;

/// A query with all its names looked up.
///
/// @param conversations the only ones that it can be about, null for all of the asker's
record Resolved(Meaning meaning, Own own, List<ConversationId> conversations) {

  Resolved {
    conversations = conversations == null ? null : List.copyOf(conversations);
  }
}
