package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Show a part of a conversation's history.
///
/// @param after events behind this sequence, in sequence order
/// @param before events ahead of this sequence, newest first; without either, from the newest on
/// @param limit null for the default
/// @param cursor the `next` of the page before, instead of either
public record ReadEvents(
    ConversationId conversation, Long after, Long before, Integer limit, String cursor) {

  public ReadEvents {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
    if (after != null && before != null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "after, before: only one of the two");
    }
    if ((after != null && after < 0) || (before != null && before < 0)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "after, before: 0 or more");
    }
  }
}
