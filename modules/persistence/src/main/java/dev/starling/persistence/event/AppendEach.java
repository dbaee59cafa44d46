package dev.starling.persistence.event;

import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// The slow path: `append_each` looks at every message of a batch by itself and says what became of
/// it. Also what a batch of unknown outcome is played again through.
final class AppendEach {

  private static final String STATEMENT =
      """
      select a.refusal, a.retry_ms, a.is_new, a.seq, a.at, a.expires_at, a.xid, a.previous_xid, a.member_version,
             a.is_new and withhold(m.conversation_id, m.sender_id, a.seq)
        from append_each($1, $2, $3, $4, $5) with ordinality
               as a(refusal, retry_ms, is_new, seq, at, expires_at, xid, previous_xid, member_version, place)
        join unnest($1, $2) with ordinality as m(conversation_id, sender_id, place) on m.place = a.place
       order by a.place
      """;

  private AppendEach() {}

  static Future<List<Appended>> run(PgConnection connection, List<NewMessage> batch) {
    Tuple parameters =
        Tuple.of(
            batch.stream().map(m -> m.conversation().value()).toArray(Long[]::new),
            batch.stream().map(m -> m.sender().value()).toArray(Long[]::new),
            batch.stream().map(NewMessage::clientId).toArray(String[]::new),
            batch.stream().map(NewMessage::text).toArray(String[]::new),
            batch.stream().map(NewMessage::detail).toArray(String[]::new));
    return connection
        .preparedQuery(STATEMENT)
        .execute(parameters)
        .map(
            rows -> {
              List<Appended> answers = new ArrayList<>(batch.size());
              rows.forEach(row -> answers.add(answer(row)));
              return answers;
            });
  }

  private static Appended answer(Row row) {
    String refusal = row.getString(0);
    if (refusal != null) {
      Long retryMs = row.getLong(1);
      return new Appended.Refused(
          ErrorCode.valueOf(refusal), retryMs == null ? null : Duration.ofMillis(retryMs));
    }
    return row.getBoolean(2)
        ? new Appended.Stored(
            row.getLong(3),
            time(row, 4),
            time(row, 5),
            row.getLong(6),
            row.getLong(7),
            row.getInteger(8),
            row.getBoolean(9))
        : new Appended.StoredBefore(row.getLong(3), time(row, 4));
  }

  private static Instant time(Row row, int column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
