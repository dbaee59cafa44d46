package dev.starling.wire.story;

import dev.starling.wire.media.Attachment;
import java.util.List;

/// One of the pages of a story.
///
/// @param text of a text alone
/// @param style how a text is to look, or null
/// @param media the file of a picture or video, whose address is asked for when it is shown
/// @param link where it leads, or null
/// @param areas what can be touched, null for none
public record Part(
    Kind kind, String text, Style style, Attachment media, String link, List<Area> areas) {

  public Part {
    areas = areas == null || areas.isEmpty() ? null : List.copyOf(areas);
  }

  /// As it was asked for, with what is known of its file.
  public static Part of(NewPart part, Attachment media) {
    return new Part(part.kind(), part.text(), part.style(), media, part.link(), part.areas());
  }

  public static Part text(String text) {
    return new Part(Kind.TEXT, text, null, null, null, null);
  }
}
