package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.Instant;

/// Keep a conversation differently. What is absent stays as it is.
///
/// @param mutedUntil a time that is over ends the silence
public record ChangeSettings(
    ConversationId conversation,
    Instant mutedUntil,
    Boolean archived,
    Boolean pinned,
    Boolean markedUnread) {

  /// 9999-12-31T23:59:59Z: later ones could not be stored.
  private static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L);

  public ChangeSettings {
    SendMessage.requireConversation(conversation);
    if (mutedUntil != null && (mutedUntil.isAfter(LATEST) || mutedUntil.isBefore(Instant.EPOCH))) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "mutedUntil: out of range (expected: 1970 to 9999)");
    }
  }
}
