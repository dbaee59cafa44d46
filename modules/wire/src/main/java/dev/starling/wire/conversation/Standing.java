package dev.starling.wire.conversation;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// What somebody is to a conversation. Only members see what is in it.
public enum Standing {
  MEMBER,
  STRANGER,
  UNKNOWN_CONVERSATION;

  /// @throws Failure unless it is a member's
  public void require() {
    switch (this) {
      case MEMBER -> {}
      case STRANGER -> throw notAMember();
      case UNKNOWN_CONVERSATION -> throw notFound();
    }
  }

  public static Failure notAMember() {
    return new Failure.Forbidden(ErrorCode.NOT_A_MEMBER, "not a member of this conversation");
  }

  public static Failure notFound() {
    return new Failure.NotFound(ErrorCode.CONVERSATION_NOT_FOUND, "no such conversation");
  }
}
