package dev.starling.wire.safety;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;

/// Says that a message, a conversation, a person or a story should not be.
///
/// @param conversation alone, or with the sequence of a message of it
/// @param comment in the reporter's words, or null
public record NewReport(
    ConversationId conversation,
    Long seq,
    UserId user,
    StoryId story,
    Reason reason,
    String comment) {

  public NewReport {
    int targets = (conversation == null ? 0 : 1) + (user == null ? 0 : 1) + (story == null ? 0 : 1);
    if (targets != 1) {
      throw bad("conversation, user, story: " + targets + " of them (expected: one)");
    }
    if (seq != null && (conversation == null || seq < 1)) {
      throw bad("seq: " + seq + " (expected: 1 or more, with a conversation)");
    }
    if (reason == null) {
      throw bad("reason: missing");
    }
  }

  private static Failure bad(String detail) {
    return new Failure.Invalid(ErrorCode.BAD_FIELD, detail);
  }
}
