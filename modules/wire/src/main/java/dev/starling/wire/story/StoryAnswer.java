package dev.starling.wire.story;

/// What somebody says to a poll or a question of a story, in place of what they had said.
///
/// @param part of the story, from 0
/// @param area of the part, from 0
/// @param choice the option of a poll, from 0
/// @param text the answer to a question, at most 200 characters
public record StoryAnswer(Integer part, Integer area, Integer choice, String text) {

  public static final int TEXT_CHARACTERS_MAX = 200;

  public StoryAnswer {
    notNegative("part", Fields.present("part", part));
    notNegative("area", Fields.present("area", area));
    if ((choice == null) == (text == null)) {
      throw Fields.bad("choice", "it and text are both missing, or both there (expected: one)");
    }
    text = text == null ? null : Fields.text("text", text, TEXT_CHARACTERS_MAX);
  }

  private static void notNegative(String field, int value) {
    if (value < 0) {
      throw Fields.bad(field, value + " (expected: from 0)");
    }
  }
}
