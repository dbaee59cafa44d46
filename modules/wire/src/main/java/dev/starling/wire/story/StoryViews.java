package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.account.User;
import java.time.Instant;
import java.util.List;

/// One page of who has seen a story, latest first, and how many have. All pages together have as
/// many items as [#count] without [#hidden], of the same moment.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
/// @param count of all pages, at the moment of this one
/// @param hidden how many of them are in no page, because they or the author look privately
/// @param reactions how many reacted with what, the most frequent first
public record StoryViews(
    List<View> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) String next,
    long count,
    long hidden,
    List<ReactionCount> reactions) {

  public StoryViews {
    items = List.copyOf(items);
    reactions = List.copyOf(reactions);
  }

  /// @param emoji what they reacted with, null for nothing
  public record View(User user, Instant at, String emoji, Instant reactedAt) {}

  public record ReactionCount(String emoji, long count) {}
}
