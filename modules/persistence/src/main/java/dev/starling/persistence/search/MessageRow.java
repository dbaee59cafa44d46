package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.sqlclient.Row;

/// A row as a message. Every statement for messages here selects the same five columns.
final class MessageRow {

  private MessageRow() {}

  static MessageText text(Row row) {
    return new MessageText(
        new ConversationId(row.getLong(0)),
        row.getLong(1),
        new UserId(row.getLong(2)),
        row.getOffsetDateTime(3).toInstant(),
        row.getString(4));
  }

  /// The version stands behind the five columns.
  static MessageVersion version(Row row) {
    return new MessageVersion(text(row), row.getLong(5));
  }
}
