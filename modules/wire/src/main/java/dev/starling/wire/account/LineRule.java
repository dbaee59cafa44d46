package dev.starling.wire.account;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;

/// What a text may hold that stands in one line of a list: counted in characters as well as in
/// bytes, without the space around it, and without anything that breaks the line.
record LineRule(String field, int charactersMax, int bytesMax) {

  String check(String value) {
    return inOneLine(new TextRule(field, bytesMax).check(value));
  }

  /// Like [#check], but null and blank become null.
  String checkOptional(String value) {
    String fit = new TextRule(field, bytesMax).checkOptional(value);
    return fit == null || fit.isBlank() ? null : inOneLine(fit);
  }

  private String inOneLine(String value) {
    String line = value.strip();
    int characters = line.codePointCount(0, line.length());
    if (characters > charactersMax) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          field + ": " + characters + " characters (at most " + charactersMax + ")");
    }
    if (line.codePoints().anyMatch(LineRule::breaksLine)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, field + ": holds a control character or a line break");
    }
    return line;
  }

  private static boolean breaksLine(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
