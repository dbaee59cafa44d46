package dev.starling.persistence.search;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.Set;

/// What search needs of a story.
///
/// @param text all that it shows in words
/// @param marks what it has and is, for the one who looks
public record StoryText(
    StoryId id, UserId author, Instant at, Instant expiresAt, String text, Set<Mark> marks) {

  public StoryText {
    marks = Set.copyOf(marks);
  }
}
