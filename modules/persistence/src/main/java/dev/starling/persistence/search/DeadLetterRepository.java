package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.search.IndexDeadLetter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// Messages that the index has refused for good, until somebody has them tried again.
public final class DeadLetterRepository {

  private static final String BURY =
      """
      insert into search_dead_letter (conversation_id, seq, reason)
        select distinct on (conversation_id, seq) conversation_id, seq, reason
          from unnest($1::bigint[], $2::bigint[], $3::text[]) as refused(conversation_id, seq, reason)
      on conflict (conversation_id, seq) do update set reason = excluded.reason, refused_at = excluded.refused_at
      """;

  private static final String IN_ORDER =
      """
      select conversation_id, seq, reason, refused_at
        from search_dead_letter
       where (conversation_id, seq) > ($1, $2)
       order by conversation_id, seq
       limit $3
      """;

  /// What is refused again comes back.
  private static final String REPLAY =
      """
      with letter as (
        delete from search_dead_letter returning conversation_id, seq
      ), again as (
        insert into event_outbox (conversations, firsts, counts)
          select array[conversation_id], array[seq], array[1] from letter
      )
      select count(*)::int from letter
      """;

  private final Database database;

  public DeadLetterRepository(Database database) {
    this.database = database;
  }

  /// @param after the place behind which to begin
  public Future<List<IndexDeadLetter>> inOrder(MessageKey after, int limit) {
    return database
        .run(IN_ORDER, after.conversation().value(), after.seq(), limit)
        .map(rows -> Rows.list(rows, DeadLetterRepository::letter));
  }

  /// @return how many are tried again
  public Future<Integer> replay() {
    return database.run(REPLAY).map(rows -> rows.iterator().next().getInteger(0));
  }

  static Future<Void> bury(SqlClient open, List<DeadLetter> refused) {
    if (refused.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple letters =
        Tuple.of(
            refused.stream().map(l -> l.message().conversation().value()).toArray(Long[]::new),
            refused.stream().map(l -> l.message().seq()).toArray(Long[]::new),
            refused.stream().map(DeadLetter::reason).toArray(String[]::new));
    return open.preparedQuery(BURY).execute(letters).mapEmpty();
  }

  private static IndexDeadLetter letter(Row row) {
    return new IndexDeadLetter(
        new ConversationId(row.getLong(0)),
        row.getLong(1),
        row.getString(2),
        row.getOffsetDateTime(3).toInstant());
  }
}
