package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Rows to records. Every statement for messages here selects the same five columns.
final class Rows {

  private Rows() {}

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(mapper.apply(row)));
    return list;
  }

  static MessageText messageText(Row row) {
    return new MessageText(
        new ConversationId(row.getLong(0)),
        row.getLong(1),
        new UserId(row.getLong(2)),
        row.getOffsetDateTime(3).toInstant(),
        row.getString(4));
  }

  /// The version stands behind the five columns.
  static MessageVersion messageVersion(Row row) {
    return new MessageVersion(messageText(row), row.getLong(5));
  }
}
