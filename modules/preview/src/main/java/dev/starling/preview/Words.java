package dev.starling.preview;

import java.util.regex.Pattern;

/// Makes one line of what a page says.
final class Words {

  private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  /// Half characters, and what turns the direction of the text around it.
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private Words() {}

  /// @param max characters
  /// @return null when nothing is left
  static String clean(String text, int max) {
    String line = SPACE.matcher(HIDDEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
    if (line.isEmpty()) {
      return null;
    }
    if (line.codePointCount(0, line.length()) <= max) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, max - 1)).stripTrailing() + "…";
  }
}
