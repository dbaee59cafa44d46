package dev.starling.story;

import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import java.util.List;

/// Tells people who are online that there is a story for them. Best effort: whoever misses it finds
/// the story in their feed.
@FunctionalInterface
public interface StoryAudience {

  /// Called for a page of the audience at a time, on any thread; must not block.
  void tell(List<UserId> users, Signal.StoryPosted signal);
}
