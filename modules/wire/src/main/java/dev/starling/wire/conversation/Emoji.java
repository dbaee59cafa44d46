package dev.starling.wire.conversation;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What people react with: one emoji as they see it, of however many characters it is made.
public final class Emoji {

  /// The longest families and flags take less.
  private static final int BYTES_MAX = 64;

  private static final Pattern ONE_GLYPH = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;
  private static final int AS_EMOJI = 0xFE0F;

  private Emoji() {}

  /// The emoji itself, when it is one.
  public static String check(String value) {
    if (value == null
        || value.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX
        || !ONE_GLYPH.matcher(value).matches()
        || value.codePoints().noneMatch(Emoji::showsAsEmoji)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "emoji: missing, or not one emoji");
    }
    return value;
  }

  /// Digits and the like are emojis for Unicode, too, once something follows that makes them so.
  private static boolean showsAsEmoji(int codePoint) {
    return Character.isEmojiPresentation(codePoint)
        || Character.isExtendedPictographic(codePoint)
        || codePoint == KEYCAP
        || codePoint == AS_EMOJI;
  }
}
