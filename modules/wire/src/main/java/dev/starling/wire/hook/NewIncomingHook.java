package dev.starling.wire.hook;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;

/// A webhook is wanted that posts into a conversation.
///
/// @param bot the one that posts, a member of the conversation
/// @param label what its owner calls it, or null
public record NewIncomingHook(UserId bot, String label) {

  public NewIncomingHook {
    if (bot == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "bot: missing");
    }
    label = Label.check(label);
  }
}
