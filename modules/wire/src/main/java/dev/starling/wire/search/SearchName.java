package dev.starling.wire.search;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// How a saved search may be called.
public final class SearchName {

  public static final int LENGTH_MAX = 64;

  private SearchName() {}

  public static String check(String name) {
    String line = name == null ? "" : name.strip();
    if (line.isEmpty()) {
      throw new Failure.Invalid(ErrorCode.TEXT_EMPTY, "name: missing or blank");
    }
    if (line.codePointCount(0, line.length()) > LENGTH_MAX) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG, "name: more than " + LENGTH_MAX + " characters");
    }
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "name: holds a control character");
    }
    return line;
  }
}
