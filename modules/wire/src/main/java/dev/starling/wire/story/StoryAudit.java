package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.account.User;
import java.time.Instant;
import java.util.List;

/// One page of who could see a story of one's own at this moment, among those whose feeds it comes
/// into.
///
/// @param audience the rule that says so
/// @param at the moment; another page is of another one
/// @param next an opaque cursor for the page behind this one, null on the last page
public record StoryAudit(
    Audience audience,
    Instant at,
    List<User> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) String next) {

  public StoryAudit {
    items = List.copyOf(items);
  }
}
