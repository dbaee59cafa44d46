package dev.starling.wire.story;

import dev.starling.wire.ClientId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;

/// Somebody wants to post a story.
///
/// @param text at most 700 characters
/// @param clientId the author's own name for it, at most 64 characters, or null: the same name
///   again is the same story
public record NewStory(String text, String clientId) {

  public static final int TEXT_CHARACTERS_MAX = 700;

  /// No character takes more than four bytes.
  private static final TextRule TEXT = new TextRule("text", 4 * TEXT_CHARACTERS_MAX);

  public NewStory {
    text = TEXT.check(text);
    int characters = text.codePointCount(0, text.length());
    if (characters > TEXT_CHARACTERS_MAX) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          "text: " + characters + " characters (at most " + TEXT_CHARACTERS_MAX + ")");
    }
    clientId = clientId == null ? null : ClientId.check(clientId);
  }
}
