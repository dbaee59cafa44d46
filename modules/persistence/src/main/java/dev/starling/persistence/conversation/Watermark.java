package dev.starling.persistence.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// How far a member has come in a conversation. Only ever moves forward.
public record Watermark(ConversationId conversation, UserId user, long readSeq, long deliveredSeq) {

  Watermark max(Watermark other) {
    return new Watermark(
        conversation,
        user,
        Math.max(readSeq, other.readSeq),
        Math.max(deliveredSeq, other.deliveredSeq));
  }
}
