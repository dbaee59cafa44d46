package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.account.User;
import java.time.Instant;
import java.util.List;

/// One page of what was said to a poll or question of a story, the latest first.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
/// @param count of all pages, at the moment of this one
/// @param choices how many of them chose each option of a poll, null for a question
public record StoryAnswers(
    List<Answer> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) String next,
    long count,
    List<Long> choices) {

  public StoryAnswers {
    items = List.copyOf(items);
    choices = choices == null ? null : List.copyOf(choices);
  }

  /// @param choice of a poll, from 0
  /// @param text to a question
  public record Answer(User user, Instant at, Integer choice, String text) {}
}
