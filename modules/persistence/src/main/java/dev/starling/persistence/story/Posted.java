package dev.starling.persistence.story;

import dev.starling.wire.StoryId;
import java.time.Instant;
import java.util.OptionalLong;

/// What became of an attempt to post or to change a story.
public sealed interface Posted {

  /// It is durable.
  ///
  /// @param ticket to be given back to [PullWriter] once the author is in the copies of the feeds
  ///   that it may come into; none for one that is looked up instead
  record Stored(OptionalLong ticket) implements Posted {}

  /// It had been posted before: as what.
  record StoredBefore(StoryId id, Instant at, Instant expiresAt) implements Posted {}

  /// @param until for [Refusal#TOO_MANY_ACTIVE] and [Refusal#TOO_MANY_A_DAY] when there is room
  record Refused(Refusal why, Instant until) implements Posted {}

  enum Refusal {
    CLIENT_ID_REUSED,
    DELETED_SINCE,
    TOO_MANY_ACTIVE,
    TOO_MANY_A_DAY,
    ID_TAKEN,
    STORY_NOT_FOUND,
    USER_NOT_FOUND,
    MEDIA_NOT_FOUND,
    LIST_NOT_FOUND,
    NOT_A_MEMBER
  }
}
