package dev.starling.persistence.event;

import dev.starling.persistence.Rows;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The call of an action's function, or of one that does the same for many.
final class ActionCall {

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

  private ActionCall() {}

  /// Inside a transaction of the caller's, which a failure ends.
  static Future<ActionResult> within(SqlClient client, Action action) {
    return client
        .preparedQuery(statement(action.function(), action.parameters().size()))
        .execute(Tuple.wrap(action.parameters()))
        .map(rows -> result(rows.iterator().next()));
  }

  /// The same function for many, with their parameters as arrays. Answers in their order.
  static Future<List<ActionResult>> forMany(
      SqlClient client, String function, List<Action> actions) {
    int parameters = actions.getFirst().parameters().size();
    List<Object> columns = new ArrayList<>(parameters);
    for (int i = 0; i < parameters; i++) {
      columns.add(column(actions, i));
    }
    return client
        .preparedQuery(statement(function, parameters))
        .execute(Tuple.wrap(columns))
        .map(rows -> Rows.list(rows, ActionCall::result));
  }

  /// An array of the type that the parameter has.
  private static Object column(List<Action> actions, int parameter) {
    Class<?> type = actions.getFirst().parameters().get(parameter).getClass();
    Object[] values = (Object[]) Array.newInstance(type, actions.size());
    Arrays.setAll(values, i -> actions.get(i).parameters().get(parameter));
    return values;
  }

  /// As a transaction of its own.
  static Future<ActionResult> alone(SqlClient client, Action action) {
    return within(client, action).recover(ActionCall::unheard);
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
