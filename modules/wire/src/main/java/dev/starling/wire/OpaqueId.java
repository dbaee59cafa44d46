package dev.starling.wire;

/// The text form of an id: a letter for its kind, then the number in base 36. Clients treat it as
/// opaque; the letter turns a mix-up of two kinds into an error instead of a wrong answer.
final class OpaqueId {

  private static final int RADIX = 36;
  private static final int DIGITS_MAX = 13; // Long.MAX_VALUE in base 36.

  private OpaqueId() {}

  static String text(char kind, long value) {
    return kind + Long.toString(value, RADIX);
  }

  static long parse(char kind, String text) {
    boolean shaped =
        text != null
            && text.length() >= 2
            && text.length() <= 1 + DIGITS_MAX
            && text.charAt(0) == kind
            && isNumber(text);
    if (!shaped) {
      throw notAnId(kind, text);
    }
    try {
      return Long.parseLong(text, 1, text.length(), RADIX);
    } catch (NumberFormatException tooLarge) {
      throw notAnId(kind, text);
    }
  }

  /// Lower case only, so that an id has one spelling.
  private static boolean isNumber(String text) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return true;
  }

  private static Failure notAnId(char kind, String text) {
    String shown = text == null ? "null" : text.substring(0, Math.min(text.length(), 40));
    return new Failure.Invalid(
        ErrorCode.BAD_ID,
        "not an id: '" + shown + "' (expected: one that starts with " + kind + ")");
  }
}
