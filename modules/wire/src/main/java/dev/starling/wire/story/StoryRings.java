package dev.starling.wire.story;

import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// What the people have that one asked about, in the order of asking; nothing of those who have
/// nothing.
public record StoryRings(List<Ring> items) {

  public StoryRings {
    items = List.copyOf(items);
  }

  /// One author.
  ///
  /// @param stories how many there are for one
  /// @param unseen how many of them are not seen yet; one's own always are
  /// @param latestAt when the latest of them was posted
  /// @param closeFriend whether the author is among one's own close friends
  public record Ring(
      UserId author, int stories, int unseen, Instant latestAt, boolean closeFriend) {}
}
