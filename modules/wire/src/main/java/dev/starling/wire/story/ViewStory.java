package dev.starling.wire.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;

/// I have seen this story.
public record ViewStory(StoryId story) {

  public ViewStory {
    if (story == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "story: missing");
    }
  }
}
