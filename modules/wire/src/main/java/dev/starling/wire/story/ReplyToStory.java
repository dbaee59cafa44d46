package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.MediaId;
import dev.starling.wire.StoryId;
import java.util.List;

/// Say something to the author of this story: see [StoryReply].
public record ReplyToStory(StoryId story, String clientId, String text, List<MediaId> attachments) {

  public ReplyToStory {
    story = ViewStory.check(story);
  }

  @JsonIgnore
  public StoryReply reply() {
    return new StoryReply(clientId, text, attachments);
  }
}
