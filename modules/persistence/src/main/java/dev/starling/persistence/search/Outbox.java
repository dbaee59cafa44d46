package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/// Hands out what waits to be indexed, one claim at a time, over one connection of its own: the
/// pool never waits for Elasticsearch.
///
/// **Guarantee:** what was claimed leaves the outbox if and only if it was indexed and the commit
/// succeeded. Any number of these may work on any number of nodes: what one has claimed is skipped
/// by the others, and a crash gives it back. A claim whose commit was lost is handed out again, so
/// whoever indexes must not mind repetition.
///
/// Owned by one context.
public final class Outbox {

  /// @param rowsMax a claim holds at most this many committed batches
  /// @param messagesMax and at most this many messages, but always one batch
  public record Limits(int rowsMax, int messagesMax) {}

  /// What became of a claim.
  ///
  /// @param messages how many were in it, the refused ones among them
  /// @param deadLetters how many were refused
  /// @param isFull whether there was more than a claim may hold
  public record Done(int messages, int deadLetters, boolean isFull) {}

  private static final Done NOTHING = new Done(0, 0, false);

  private static final String CLAIM =
      """
      select id, conversations, firsts, counts
        from event_outbox
       order by id
       limit $1
         for update skip locked
      """;

  /// `offset 0` keeps the planner from joining the other way round: one index range for each entry,
  /// never a scan of all events.
  static final String LOAD =
      """
      select %s
        from unnest($1::bigint[], $2::bigint[], $3::int[]) as entry(conversation_id, first, n)
       cross join lateral (
             select conversation_id, seq, sender_id, at, body, detail, state
               from event
              where conversation_id = entry.conversation_id and seq >= entry.first and seq < entry.first + entry.n
                and kind = 0
             offset 0) e
      """
          .formatted(MessageRow.VERSION);

  /// Forgets on its way what has settled long ago, and waits for nobody who does the same.
  private static final String FINISH =
      """
      with done as (
        delete from event_outbox where id = any ($1) returning at
      ), settled as (
        delete from search_settling
         where id in (select id from search_settling
                       where indexed_at < clock_timestamp() - interval '1 minute'
                         for update skip locked)
      )
      insert into search_settling (oldest_at) select min(at) from done
      """;

  private final Database database;
  private final Limits limits;
  private PgConnection connection;

  public Outbox(Database database, Limits limits) {
    this.database = database;
    this.limits = limits;
  }

  /// Claims what has waited longest and hands it to `index`, which answers with the messages that
  /// can never be indexed, or fails: then everything claimed waits again.
  public Future<Done> next(Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    return Database.awayIsTryLater(
        connected().compose(open -> open.begin().compose(begun -> inside(open, begun, index))));
  }

  /// Gives back what is claimed at this moment.
  public Future<Void> close() {
    PgConnection open = connection;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private Future<Done> inside(
      PgConnection open,
      Transaction transaction,
      Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    return claim(open)
        .compose(claim -> work(open, claim, index))
        .compose(done -> transaction.commit().map(done))
        .recover(
            cause ->
                // Whatever cannot be rolled back in order is rolled back by hanging up.
                transaction
                    .rollback()
                    .recover(stuck -> open.close())
                    .transform(over -> Future.failedFuture(cause)));
  }

  private Future<Claim> claim(PgConnection open) {
    return open.preparedQuery(CLAIM)
        .execute(Tuple.of(limits.rowsMax()))
        .map(rows -> Claim.of(rows, limits));
  }

  private static Future<Done> work(
      PgConnection open,
      Claim claim,
      Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    if (claim.isEmpty()) {
      return Future.succeededFuture(NOTHING);
    }
    return open.preparedQuery(LOAD)
        .execute(claim.entries())
        .map(rows -> Rows.list(rows, MessageRow::version))
        .compose(
            messages ->
                index
                    .apply(messages)
                    .compose(
                        refused -> DeadLetterRepository.bury(open, refused).map(refused.size()))
                    .compose(refused -> finish(open, claim).map(refused))
                    .map(refused -> new Done(messages.size(), refused, claim.isFull())));
  }

  private static Future<Void> finish(PgConnection open, Claim claim) {
    return open.preparedQuery(FINISH).execute(Tuple.of(claim.rows())).mapEmpty();
  }

  private Future<PgConnection> connected() {
    if (connection != null) {
      return Future.succeededFuture(connection);
    }
    return database
        .connect()
        .onSuccess(
            open -> {
              connection = open;
              open.closeHandler(closed -> connection = null);
              open.exceptionHandler(lost -> {}); // The claim that was at work fails with it.
            });
  }
}
