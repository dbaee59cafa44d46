package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Duration;

/// Runs actions: functions of the schema that answer with an `action_result`. Each is one statement
/// and one transaction, decided under its conversation's lock.
public final class ActionWriter {

  private static final String STATEMENT =
      """
      select conversation_id, seq, kind, sender_id, at, client_id, body, xid, target, detail::text, state::text,
             expires_at, previous_xid, member_version, refusal, retry_ms
        from %s(%s)
      """;

  private static final int PREVIOUS_XID = 12;
  private static final int MEMBER_VERSION = 13;
  private static final int REFUSAL = 14;
  private static final int RETRY_MS = 15;
  private static final String UNCHANGED = "UNCHANGED";

  /// The function has changed nothing, because nobody is to hear of it; the detail is the head.
  private static final String UNHEARD = "ST005";

  private final Database database;

  public ActionWriter(Database database) {
    this.database = database;
  }

  /// @param function the name of a function of the schema
  public Future<ActionResult> run(String function, Object... parameters) {
    return database
        .run(statement(function, parameters.length), parameters)
        .map(rows -> result(rows.iterator().next()))
        .recover(ActionWriter::unheard);
  }

  private static Future<ActionResult> unheard(Throwable cause) {
    return cause instanceof PgException refusal && UNHEARD.equals(refusal.getSqlState())
        ? Future.succeededFuture(new ActionResult.Unchanged(Long.parseLong(refusal.getDetail())))
        : Future.failedFuture(cause);
  }

  private static String statement(String function, int parameters) {
    StringBuilder places = new StringBuilder();
    for (int i = 1; i <= parameters; i++) {
      places.append(i == 1 ? "$" : ", $").append(i);
    }
    return STATEMENT.formatted(function, places);
  }

  private static ActionResult result(Row row) {
    String refusal = row.getString(REFUSAL);
    if (refusal == null) {
      return new ActionResult.Written(
          EventRow.written(row), row.getLong(PREVIOUS_XID), row.getInteger(MEMBER_VERSION));
    }
    if (refusal.equals(UNCHANGED)) {
      return new ActionResult.Unchanged(row.getLong(1));
    }
    Long retryMs = row.getLong(RETRY_MS);
    return new ActionResult.Refused(
        ErrorCode.valueOf(refusal), retryMs == null ? null : Duration.ofMillis(retryMs));
  }
}
