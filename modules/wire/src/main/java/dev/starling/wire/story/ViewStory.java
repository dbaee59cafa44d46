package dev.starling.wire.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;

/// I have seen this story.
public record ViewStory(StoryId story) {

  public ViewStory {
    story = check(story);
  }

  static StoryId check(StoryId story) {
    if (story == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "story: missing");
    }
    return story;
  }
}
