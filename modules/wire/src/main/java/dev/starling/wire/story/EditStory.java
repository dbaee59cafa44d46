package dev.starling.wire.story;

import dev.starling.wire.UserId;
import java.util.List;

/// Change a story of one's own. What is null stays as it is.
///
/// @param caption at most 700 characters; an empty text takes it away
/// @param mentions whom it mentions from now on
/// @param audience whom it is for from now on
public record EditStory(String caption, List<UserId> mentions, Audience audience) {

  public EditStory {
    caption = Fields.optionalText("caption", caption, NewStory.TEXT_CHARACTERS_MAX);
    mentions = mentions == null ? null : Fields.each("mentions", mentions);
    if (caption == null && mentions == null && audience == null) {
      throw Fields.bad("caption", "nothing to change (expected: caption, mentions or audience)");
    }
  }
}
