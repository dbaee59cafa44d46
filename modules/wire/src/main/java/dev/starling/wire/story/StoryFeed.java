package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.StoryId;
import dev.starling.wire.account.User;
import java.time.Instant;
import java.util.List;

/// One page of who has stories for somebody: first themselves, then authors with stories they have
/// not seen, then the others, each by their latest story.
///
/// @param state names all of the feed, not only this page: sent back when nothing has changed
///   since, it is answered with [#notModified] and no items
/// @param next an opaque cursor for the page behind this one, null on the last page
public record StoryFeed(
    List<Entry> items,
    String state,
    @JsonInclude(JsonInclude.Include.ALWAYS) String next,
    boolean notModified) {

  public StoryFeed {
    items = List.copyOf(items);
  }

  /// One author.
  ///
  /// @param stories all of theirs, oldest first
  /// @param unseen how many of them are not seen yet; one's own always are
  /// @param latestAt when the latest of them was posted
  /// @param closeFriend whether the author is among one's own close friends
  public record Entry(
      User author, List<Item> stories, int unseen, Instant latestAt, boolean closeFriend) {
    public Entry {
      stories = List.copyOf(stories);
    }
  }

  /// A story without what it says: that is fetched by its id when it is shown.
  ///
  /// @param kind of its first part
  public record Item(StoryId id, Kind kind, Instant at, Instant expiresAt, boolean seen) {}
}
