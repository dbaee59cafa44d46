package dev.starling.persistence.story;

import dev.starling.wire.StoryId;
import java.time.Instant;
import java.util.OptionalLong;

/// What became of an attempt to post a story.
public sealed interface Posted {

  /// It is durable.
  ///
  /// @param ticket to be given back to [PullWriter] once the author is in the copies of their
  ///   contacts' feeds; none for an author with too many of them, who is looked up instead
  record Stored(OptionalLong ticket) implements Posted {}

  /// It had been posted before: as what.
  record StoredBefore(StoryId id, Instant at, Instant expiresAt) implements Posted {}

  /// @param until for [Refusal#TOO_MANY_ACTIVE] when one of them expires
  record Refused(Refusal why, Instant until) implements Posted {}

  enum Refusal {
    CLIENT_ID_REUSED,
    DELETED_SINCE,
    TOO_MANY_ACTIVE,
    ID_TAKEN
  }
}
