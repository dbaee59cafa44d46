package dev.starling.wire.story;

import dev.starling.wire.MediaId;
import java.util.List;

/// A part of a story that somebody wants to post: a text, or a picture or video of theirs.
///
/// @param text what it says, at most 700 characters; of a text alone
/// @param style how a text is to look, or null
/// @param media the file of a picture or video
/// @param link where it leads, or null
/// @param areas what can be touched, null for none
public record NewPart(
    Kind kind, String text, Style style, MediaId media, String link, List<Area> areas) {

  public NewPart {
    if (Fields.present("kind", kind) == Kind.TEXT) {
      text = Fields.text("text", text, NewStory.TEXT_CHARACTERS_MAX);
      if (media != null) {
        throw Fields.bad("media", "a text has none");
      }
    } else {
      media = Fields.present("media", media);
      if (text != null || style != null) {
        throw Fields.bad("text", "only a text has one and a style (expected: caption)");
      }
    }
    link = Fields.url("link", link);
    areas = Fields.each("areas", areas);
  }

  static NewPart text(String text) {
    return new NewPart(Kind.TEXT, text, null, null, null, null);
  }
}
