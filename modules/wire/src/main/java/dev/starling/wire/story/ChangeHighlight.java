package dev.starling.wire.story;

import dev.starling.wire.StoryId;
import java.util.List;

/// What is null stays as it is.
///
/// @param stories all that it has from now on, in their order
/// @param cover one of them
/// @param place where it stands among one's highlights, from 0
public record ChangeHighlight(String name, List<StoryId> stories, StoryId cover, Integer place) {

  public ChangeHighlight {
    name = Fields.optionalText("name", name, NewHighlight.NAME_CHARACTERS_MAX);
    if (name != null && name.isBlank()) {
      throw Fields.bad("name", "blank");
    }
    stories = stories == null ? null : NewHighlight.some(stories);
    if (place != null && place < 0) {
      throw Fields.bad("place", place + " (expected: from 0)");
    }
  }
}
