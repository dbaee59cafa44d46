package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.sqlclient.Row;
import java.util.List;

/// A row as a message. Every statement for messages here selects the same six columns.
final class MessageRow {

  private MessageRow() {}

  static MessageText text(Row row) {
    return new MessageText(
        new ConversationId(row.getLong(0)),
        row.getLong(1),
        new UserId(row.getLong(2)),
        row.getOffsetDateTime(3).toInstant(),
        row.getString(4),
        Mark.of(row.getArrayOfStrings(5)));
  }

  /// Mentions and version stand behind the six columns.
  static MessageVersion version(Row row) {
    return new MessageVersion(text(row), List.of(row.getArrayOfStrings(6)), row.getLong(7));
  }
}
