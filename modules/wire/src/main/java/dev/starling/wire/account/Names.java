package dev.starling.wire.account;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.util.regex.Pattern;

/// How people and their devices may be called.
public final class Names {

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_.-]{3,32}");
  private static final LineRule DISPLAY_NAME = new LineRule("displayName", 64, 256);
  private static final LineRule DEVICE = new LineRule("device", 64, 256);

  private Names() {}

  /// A name as it is compared and looked up: without regard to case, letter by letter, so that the
  /// key of a beginning is the beginning of the key.
  public static String key(String name) {
    return name.codePoints()
        .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static String username(String value) {
    if (value == null || value.isBlank()) {
      throw new Failure.Invalid(ErrorCode.TEXT_EMPTY, "username: missing or blank");
    }
    if (!USERNAME.matcher(value).matches()) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "username: expected 3 to 32 letters, digits, underscores, dots or hyphens");
    }
    return value;
  }

  static String displayName(String value) {
    return DISPLAY_NAME.check(value);
  }

  /// Null for a device without a name.
  static String device(String value) {
    return DEVICE.checkOptional(value);
  }
}
