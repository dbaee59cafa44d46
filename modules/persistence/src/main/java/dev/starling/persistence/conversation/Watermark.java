package dev.starling.persistence.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.sqlclient.Row;

/// How far a member has come in a conversation. Only ever moves forward.
public record Watermark(ConversationId conversation, UserId user, long readSeq, long deliveredSeq) {

  Watermark max(Watermark other) {
    return new Watermark(
        conversation,
        user,
        Math.max(readSeq, other.readSeq),
        Math.max(deliveredSeq, other.deliveredSeq));
  }

  /// From `conversation_id, user_id, read_seq, delivered_seq`.
  static Watermark of(Row row) {
    return new Watermark(
        new ConversationId(row.getLong(0)),
        new UserId(row.getLong(1)),
        row.getLong(2),
        row.getLong(3));
  }
}
