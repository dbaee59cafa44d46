package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/// What PostgreSQL still has of a message.
public final class ErasureRepository {

  /// @param at when it was sent, which says in which index it would be
  public record Left(Instant at, boolean message, boolean revisions, boolean reactions) {}

  private static final String LEFT =
      """
      select e.at, e.body is not null or e.detail is not null,
             exists (select from message_revision r where r.conversation_id = e.conversation_id and r.seq = e.seq),
             exists (select from reaction r where r.conversation_id = e.conversation_id and r.seq = e.seq)
        from event e
        join conversation_member m on m.conversation_id = e.conversation_id and m.user_id = $1
       where e.conversation_id = $2 and e.seq = $3 and e.kind = 0 and e.seq >= m.visible_from_seq
      """;

  private final Database database;

  public ErasureRepository(Database database) {
    this.database = database;
  }

  /// Empty when there is no such message for this member.
  public Future<Optional<Left>> left(UserId member, MessageKey message) {
    return database
        .run(LEFT, member.value(), message.conversation().value(), message.seq())
        .map(rows -> Rows.list(rows, ErasureRepository::left).stream().findFirst());
  }

  private static Left left(Row row) {
    return new Left(
        row.getOffsetDateTime(0).toInstant(),
        row.getBoolean(1),
        row.getBoolean(2),
        row.getBoolean(3));
  }
}
