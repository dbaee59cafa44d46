package dev.starling.wire.story;

import dev.starling.wire.StoryId;

/// React to a story with an emoji, in place of what one had reacted with.
///
/// @param emoji null to take the reaction back
public record ReactToStory(StoryId story, String emoji) {

  public ReactToStory {
    story = ViewStory.check(story);
  }
}
