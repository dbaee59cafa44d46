package dev.starling.persistence.event;

import dev.starling.persistence.event.Appended.Refusal;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The slow path: `append_each` looks at every message of a batch by itself and says what became of
/// it. Also what a batch of unknown outcome is played again through.
final class AppendEach {

  private static final String STATEMENT =
      """
      select status, seq, at, xid, previous_xid, member_version
        from append_each($1, $2, $3, $4)
      """;

  private AppendEach() {}

  static Future<List<Appended>> run(PgConnection connection, List<NewMessage> batch) {
    Tuple parameters =
        Tuple.of(
            batch.stream().map(m -> m.conversation().value()).toArray(Long[]::new),
            batch.stream().map(m -> m.sender().value()).toArray(Long[]::new),
            batch.stream().map(NewMessage::clientId).toArray(String[]::new),
            batch.stream().map(NewMessage::text).toArray(String[]::new));
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
    return switch (row.getInteger(0)) {
      case 0 ->
          new Appended.Stored(
              row.getLong(1), at(row), row.getLong(3), row.getLong(4), row.getInteger(5));
      case 1 -> new Appended.StoredBefore(row.getLong(1), at(row));
      case 2 -> new Appended.Refused(Refusal.CLIENT_ID_REUSED);
      case 3 -> new Appended.Refused(Refusal.NOT_A_MEMBER);
      case 4 -> new Appended.Refused(Refusal.UNKNOWN_CONVERSATION);
      default -> throw new IllegalStateException("append_each: status " + row.getInteger(0));
    };
  }

  private static Instant at(Row row) {
    return row.getOffsetDateTime(2).toInstant();
  }
}
