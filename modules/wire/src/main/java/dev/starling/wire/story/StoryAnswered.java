package dev.starling.wire.story;

import java.util.List;

/// That an answer counts.
///
/// @param choices how many chose each option of the poll by now, null for a question
public record StoryAnswered(List<Long> choices) {

  public StoryAnswered {
    choices = choices == null ? null : List.copyOf(choices);
  }
}
