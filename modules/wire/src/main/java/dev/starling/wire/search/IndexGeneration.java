package dev.starling.wire.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// One building of the whole search index.
///
/// @param id stands in the names of its indices
/// @param mapping the version of what its documents look like, in their names too
/// @param state what becomes of it
/// @param messages how many filling it has written so far
/// @param events how many events there were when it began: messages, and all else that a
///   conversation tells
/// @param filledAt null while it is being filled
public record IndexGeneration(
    int id,
    int mapping,
    State state,
    long messages,
    long events,
    Instant startedAt,
    Instant filledAt) {

  /// What becomes of a generation.
  public enum State {
    /// Written to, not asked yet, or asked because there is no other.
    @JsonProperty("filling")
    FILLING,
    @JsonProperty("asked")
    ASKED,
    /// Its indices are about to be dropped.
    @JsonProperty("over")
    OVER
  }
}
