package dev.starling.wire.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starling.wire.ConversationId;
import java.util.List;

/// Where nothing of a message is any more, and where something still is, as looked up now.
public record ErasureReceipt(
    ConversationId conversation, long seq, List<Place> removedFrom, List<Place> stillIn) {

  public ErasureReceipt {
    removedFrom = List.copyOf(removedFrom);
    stillIn = List.copyOf(stillIn);
  }

  /// What may keep something of a message.
  public enum Place {
    /// Its text, and all that was said besides.
    @JsonProperty("message")
    MESSAGE,
    /// What it said before it was edited.
    @JsonProperty("revisions")
    REVISIONS,
    @JsonProperty("reactions")
    REACTIONS,
    /// All generations of the search index.
    @JsonProperty("searchIndex")
    SEARCH_INDEX
  }
}
