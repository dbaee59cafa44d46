package dev.starling.persistence.erasure;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.erasure.Erasure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/// What people have deleted, and what there still is of it. It is counted, each time, and no record
/// of what was done is believed.
public final class ReceiptRepository {

  private static final String LATEST =
      """
      select id, started_at
        from erasure
       where asked_by = $1 and conversation_id = $2
       order by started_at desc
       limit 1
      """;

  private static final String PARTS =
      """
      select conversation_id, sender_id, until_seq from erasure_part where erasure_id = $1 order by conversation_id
      """;

  /// Something of a message that is of a part, for each row of what is counted.
  private static final String COUNT =
      """
      (select count(*)
         from (select 1
                 from erasure_part p
                 join event e on e.conversation_id = p.conversation_id and e.seq <= p.until_seq and e.kind = 0
                  and (p.sender_id = 0 or e.sender_id = p.sender_id)
                 %s
                where p.erasure_id = x.id %s
                limit 10000) counted)\
      """;

  /// By people whose accounts are gone, to what others said.
  private static final String REACTIONS_GIVEN =
      """
      (select count(*)
         from (select 1
                 from erasure_part p
                 join reaction r on r.conversation_id = p.conversation_id and r.user_id = p.sender_id
                where p.erasure_id = x.id
                limit 10000) counted)\
      """;

  private static final String REMAINS =
      """
      select x.started_at, x.finished_at,
             %s,
             %s,
             %s + %s,
             %s,
             (select count(*) from story s where s.author_id = any (x.accounts) and s.deleted_at is null)
               + (select count(*) from story_archive s where s.author_id = any (x.accounts))
        from erasure x
       where x.id = $1
      """
          .formatted(
              COUNT.formatted("", "and (e.body is not null or e.detail is not null)"),
              COUNT.formatted(of("message_revision"), ""),
              COUNT.formatted(of("reaction"), ""),
              REACTIONS_GIVEN,
              COUNT.formatted("cross join lateral unnest(attached(e.detail)) file", ""));

  private final Database database;

  public ReceiptRepository(Database database) {
    this.database = database;
  }

  /// Of a conversation that somebody has deleted.
  public Future<Optional<Erasure>> latest(UserId asker, ConversationId conversation) {
    return database
        .run(LATEST, asker.value(), conversation.value())
        .map(
            rows ->
                Rows.list(rows, row -> new Erasure(row.getString(0), Rows.instant(row, 1))).stream()
                    .findFirst());
  }

  /// Empty when there is no such receipt.
  public Future<Optional<Remains>> find(String id) {
    return database
        .run(PARTS, id)
        .map(rows -> Rows.list(rows, ReceiptRepository::part))
        .compose(
            parts ->
                database
                    .run(REMAINS, id)
                    .map(rows -> Rows.list(rows, row -> remains(row, parts)).stream().findFirst()));
  }

  private static String of(String table) {
    return "join " + table + " o on o.conversation_id = e.conversation_id and o.seq = e.seq";
  }

  private static Part part(Row row) {
    long sender = row.getLong(1);
    return new Part(
        new ConversationId(row.getLong(0)),
        sender == 0 ? null : new UserId(sender),
        row.getLong(2));
  }

  private static Remains remains(Row row, List<Part> parts) {
    return new Remains(
        parts,
        Rows.instant(row, 0),
        Rows.instant(row, 1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }
}
