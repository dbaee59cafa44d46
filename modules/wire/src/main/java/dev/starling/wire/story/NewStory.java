package dev.starling.wire.story;

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
  public static final int CLIENT_ID_CHARACTERS_MAX = 64;

  /// No character takes more than four bytes.
  private static final TextRule TEXT = new TextRule("text", 4 * TEXT_CHARACTERS_MAX);

  private static final TextRule CLIENT_ID = new TextRule("clientId", 4 * CLIENT_ID_CHARACTERS_MAX);

  public NewStory {
    text = atMost(TEXT_CHARACTERS_MAX, "text", TEXT.check(text));
    clientId =
        clientId == null
            ? null
            : atMost(CLIENT_ID_CHARACTERS_MAX, "clientId", CLIENT_ID.check(clientId));
  }

  private static String atMost(int charactersMax, String field, String value) {
    int characters = value.codePointCount(0, value.length());
    if (characters > charactersMax) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          field + ": " + characters + " characters (at most " + charactersMax + ")");
    }
    return value;
  }
}
