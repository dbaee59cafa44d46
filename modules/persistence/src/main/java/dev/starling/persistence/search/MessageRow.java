package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.sqlclient.Row;
import java.util.List;

/// A row as a message. Every statement for messages here selects the same six columns.
final class MessageRow {

  /// What a [MessageVersion] is read from, of an event `e`. `mentioned_in` has a query inside: a
  /// call of it costs as much as reading the message, and most mention nobody.
  static final String VERSION =
      """
      e.conversation_id, e.seq, e.sender_id, e.at,
             case when e.detail ? 'attachments' then searched_text(e.body, e.detail) else e.body end,
             message_marks(e.body, e.detail, e.state),
             case when e.detail is null then '{}' else mentioned_in(e.detail) end,
             coalesce((e.state ->> 'changedSeq')::bigint, e.seq)\
      """;

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
