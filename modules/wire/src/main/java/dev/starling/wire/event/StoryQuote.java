package dev.starling.wire.event;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;

/// The story that a message is about.
///
/// @param preview the beginning of what it says, as it is when the message is read; null for a
///   story that says nothing, or is gone
/// @param gone true when the story is not there any more for whoever reads the message, or null
public record StoryQuote(StoryId id, UserId author, String preview, Boolean gone) {

  /// As a message keeps it: what the story says stays the story's, and goes with it.
  public StoryQuote kept() {
    return new StoryQuote(id, author, null, null);
  }

  /// @param text the beginning of what it says now, null when it is gone
  public StoryQuote showing(String text) {
    return text == null
        ? new StoryQuote(id, author, null, true)
        : new StoryQuote(id, author, text.isEmpty() ? null : text, null);
  }
}
