package dev.starling.wire;

import java.nio.charset.StandardCharsets;

/// What a text field may hold. Counted in bytes of UTF-8, because bytes are what is stored and
/// sent.
///
/// @param field the field's name, for the error
/// @param bytesMax the most it may take
public record TextRule(String field, int bytesMax) {

  /// The value itself, when it is neither blank, nor too long, nor unfit to be stored.
  public String check(String value) {
    if (value == null || value.isBlank()) {
      throw new Failure.Invalid(ErrorCode.TEXT_EMPTY, field + ": missing or blank");
    }
    return checkOptional(value);
  }

  /// Like [#check], but null and blank pass.
  public String checkOptional(String value) {
    if (value == null) {
      return null;
    }
    // No character takes more than three bytes, so most texts need no second look.
    if (value.length() > bytesMax / 3 && bytesOf(value) > bytesMax) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          field + ": " + bytesOf(value) + " bytes (at most " + bytesMax + ")");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !isPairAt(value, i))) {
        throw new Failure.Invalid(
            ErrorCode.BAD_FIELD, field + ": holds U+0000 or half a surrogate pair at " + i);
      }
      if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    return value;
  }

  private static boolean isPairAt(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        && i + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(i + 1));
  }

  private static int bytesOf(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }
}
