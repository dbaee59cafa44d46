package dev.starling.wire.group;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Come into a group by a link.
public record JoinGroup(String code) {

  private static final int CODE_LENGTH_MAX = 64;

  public JoinGroup {
    if (code == null || code.isEmpty() || code.length() > CODE_LENGTH_MAX) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "code: missing, or none of ours");
    }
  }
}
