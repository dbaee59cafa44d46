package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The generations of the index, and the filling of a new one.
///
/// **Guarantee:** however often filling is broken off, it goes on where it was, on any node, and by
/// one node at a time.
public final class GenerationRepository {

  private static final String COLUMNS =
      "id, mapping, asked, messages, events, started_at, filled_at, over_at";

  private static final String ALL =
      """
      select %s from search_generation order by id
      """
          .formatted(COLUMNS);

  /// The first one of a mapping is asked from the beginning: there is nothing better.
  private static final String ENSURE =
      """
      insert into search_generation (mapping, asked, events, filled_at)
        select $1, true, n.events, case when n.events = 0 then clock_timestamp() end
          from (select coalesce(sum(last_seq), 0)::bigint as events from conversation) n
         where not exists (select from search_generation where mapping = $1)
      on conflict do nothing
      """;

  private static final String BEGIN =
      """
      insert into search_generation (mapping, asked, events)
        select $1, false, (select coalesce(sum(last_seq), 0)::bigint from conversation)
      on conflict do nothing
      returning %s
      """
          .formatted(COLUMNS);

  private static final String TAKE =
      """
      select id, conversation_id, seq
        from search_generation
       where mapping = $1 and filled_at is null and over_at is null
         for update skip locked
      """;

  static final String NEXT =
      """
      select %s
        from event e
       where (e.conversation_id, e.seq) > ($1, $2) and e.kind = 0 and e.body is not null
       order by e.conversation_id, e.seq
       limit $3
      """
          .formatted(MessageRow.VERSION);

  private static final String ADVANCE =
      """
      update search_generation
         set conversation_id = $2, seq = $3, messages = messages + $4
       where id = $1
      """;

  private static final String RETIRE =
      """
      update search_generation set asked = false, over_at = clock_timestamp()
       where mapping = $1 and id <> $2 and over_at is null
      """;

  private static final String ASK =
      """
      update search_generation set asked = true, filled_at = clock_timestamp() where id = $1
      """;

  private static final String FORGET =
      """
      delete from search_generation where id = $1
      """;

  private final Database database;
  private final int mapping;

  /// @param mapping the one that this release writes and asks
  public GenerationRepository(Database database, int mapping) {
    this.database = database;
    this.mapping = mapping;
  }

  public Future<Void> ensure() {
    return database.run(ENSURE, mapping).mapEmpty();
  }

  /// Of all mappings, the oldest first.
  public Future<List<Generation>> all() {
    return database.run(ALL).map(rows -> Rows.list(rows, GenerationRepository::generation));
  }

  /// Empty when one is being filled already.
  public Future<Optional<Generation>> begin() {
    return database
        .run(BEGIN, mapping)
        .map(rows -> Rows.list(rows, GenerationRepository::generation).stream().findFirst());
  }

  public Future<Void> forget(int id) {
    return database.run(FORGET, id).mapEmpty();
  }

  /// How filling is to be done.
  ///
  /// @param write writes messages into a generation, and answers with those it can never take
  /// @param complete makes a generation the one that is asked; may be done again
  public record Steps(
      Function<Batch, Future<List<DeadLetter>>> write, Function<Integer, Future<Void>> complete) {}

  /// @param generation whose indices they are for
  public record Batch(int generation, List<MessageVersion> messages) {}

  /// Takes the next messages of the generation that is being filled.
  ///
  /// @return whether there may be more to do
  public Future<Boolean> fill(int limit, Steps steps) {
    return database.inTransaction(
        open ->
            open.preparedQuery(TAKE)
                .execute(Tuple.of(mapping))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(false)
                            : fill(open, rows.iterator().next(), limit, steps)));
  }

  private Future<Boolean> fill(SqlConnection open, Row taken, int limit, Steps steps) {
    int id = taken.getInteger(0);
    return open.preparedQuery(NEXT)
        .execute(Tuple.of(taken.getLong(1), taken.getLong(2), limit))
        .map(rows -> Rows.list(rows, MessageRow::version))
        .compose(
            messages ->
                messages.isEmpty()
                    ? complete(open, id, steps)
                    : steps
                        .write()
                        .apply(new Batch(id, messages))
                        .compose(refused -> DeadLetterRepository.bury(open, refused))
                        .compose(buried -> advance(open, id, messages))
                        .map(true));
  }

  private static Future<Void> advance(SqlConnection open, int id, List<MessageVersion> messages) {
    MessageText last = messages.getLast().message();
    return open.preparedQuery(ADVANCE)
        .execute(Tuple.of(id, last.conversation().value(), last.seq(), messages.size()))
        .mapEmpty();
  }

  private Future<Boolean> complete(SqlConnection open, int id, Steps steps) {
    return steps
        .complete()
        .apply(id)
        .compose(done -> open.preparedQuery(RETIRE).execute(Tuple.of(mapping, id)))
        .compose(done -> open.preparedQuery(ASK).execute(Tuple.of(id)))
        .map(false);
  }

  private static Generation generation(Row row) {
    return new Generation(
        row.getInteger(0),
        row.getInteger(1),
        row.getBoolean(2),
        row.getLong(3),
        row.getLong(4),
        row.getOffsetDateTime(5).toInstant(),
        Rows.instant(row, 6),
        Rows.instant(row, 7));
  }
}
