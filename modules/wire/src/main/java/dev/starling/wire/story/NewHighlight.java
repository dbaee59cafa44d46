package dev.starling.wire.story;

import dev.starling.wire.StoryId;
import java.util.List;

/// Stories that somebody shows on when they are over.
///
/// @param name at most 60 characters
/// @param stories one's own, in the order in which they are shown
/// @param cover one of them, null for the first
public record NewHighlight(String name, List<StoryId> stories, StoryId cover) {

  public static final int NAME_CHARACTERS_MAX = 60;

  public NewHighlight {
    name = Fields.text("name", name, NAME_CHARACTERS_MAX);
    stories = some(stories);
  }

  static List<StoryId> some(List<StoryId> stories) {
    List<StoryId> each = Fields.each("stories", stories);
    if (each.isEmpty()) {
      throw Fields.bad("stories", "missing or empty");
    }
    return each;
  }
}
