package dev.starling.wire.story;

import dev.starling.wire.HighlightId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.util.List;

/// Stories that somebody shows on when they are over, as whoever asks sees them.
///
/// @param cover the story that stands for all; the first one when the chosen one is not for whoever
///   asks
/// @param stories those that are for whoever asks, in their order
public record Highlight(
    HighlightId id, UserId owner, String name, StoryId cover, List<StoryId> stories) {

  public Highlight {
    stories = List.copyOf(stories);
  }
}
