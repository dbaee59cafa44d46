package dev.starling.story;

import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import java.util.List;

/// Tells people who are online what is worth knowing of stories. Best effort: whoever misses it
/// finds it where stories are read.
@FunctionalInterface
public interface StoryAudience {

  /// Called for a page of people at a time, on any thread; must not block.
  void tell(List<UserId> users, Signal signal);

  /// Whether telling this person could be of use.
  default boolean reaches(UserId user) {
    return true;
  }
}
