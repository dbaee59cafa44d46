package dev.starling.wire.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// What a list is to be called.
///
/// @param name at most 64 characters in one line; the space around it does not count
public record ListName(String name) {

  private static final int CHARACTERS_MAX = 64;

  public ListName {
    name = Fields.text("name", name, CHARACTERS_MAX).strip();
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "name: holds a control character");
    }
  }
}
