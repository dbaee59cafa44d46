package dev.starling.wire.erasure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// Where nothing of what was deleted is any more, and where how much still is, as looked up now.
///
/// @param finishedAt null while something is left to be done
public record ErasureProgress(
    String id,
    State state,
    Instant startedAt,
    Instant finishedAt,
    List<Place> removedFrom,
    List<Remainder> stillIn) {

  public ErasureProgress {
    removedFrom = List.copyOf(removedFrom);
    stillIn = List.copyOf(stillIn);
  }

  public enum State {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("finished")
    FINISHED
  }

  /// What may keep something of it.
  public enum Place {
    @JsonProperty("messages")
    MESSAGES,
    /// What messages said before they were edited.
    @JsonProperty("revisions")
    REVISIONS,
    /// Those to its messages, and of an account those that it gave.
    @JsonProperty("reactions")
    REACTIONS,
    /// What messages say of the files that they brought.
    @JsonProperty("media")
    MEDIA,
    @JsonProperty("stories")
    STORIES,
    /// All generations of the search index.
    @JsonProperty("searchIndex")
    SEARCH_INDEX
  }

  /// @param count how many are left there, counted up to 10,000
  public record Remainder(Place place, long count) {}
}
