package dev.starling.wire.story;

/// How a text is to look, in the words of clients: the server keeps it as it is.
///
/// @param background a color or the name of one, at most 64 characters, or null
/// @param font its name, at most 64 characters, or null
public record Style(String background, String font) {

  private static final int CHARACTERS_MAX = 64;

  public Style {
    background = Fields.optionalText("background", background, CHARACTERS_MAX);
    font = Fields.optionalText("font", font, CHARACTERS_MAX);
  }
}
