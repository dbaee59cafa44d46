package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.account.User;
import java.time.Instant;
import java.util.List;

/// One page of who has seen a story, latest first, and how many have.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
/// @param count of all pages, at the moment of this one
public record StoryViews(
    List<View> items, @JsonInclude(JsonInclude.Include.ALWAYS) String next, long count) {

  public StoryViews {
    items = List.copyOf(items);
  }

  public record View(User user, Instant at) {}
}
