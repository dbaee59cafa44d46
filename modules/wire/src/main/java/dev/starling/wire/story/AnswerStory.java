package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.StoryId;

/// Answer a poll or a question of this story: see [StoryAnswer].
public record AnswerStory(StoryId story, Integer part, Integer area, Integer choice, String text) {

  public AnswerStory {
    story = ViewStory.check(story);
  }

  @JsonIgnore
  public StoryAnswer answer() {
    return new StoryAnswer(part, area, choice, text);
  }
}
