package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Hands out what waits to be indexed, one claim at a time. No transaction is open while a claim is
/// worked on: that would keep PostgreSQL from cleaning up, and make every message dearer.
///
/// **Guarantee:** what was claimed leaves the outbox only after it was indexed. Any number of these
/// may work on any number of nodes: what one has claimed is skipped by the others, until it is
/// given back or the time of the claim is over, as it is when its node has died. What is claimed
/// again may have been indexed before, so whoever indexes must not mind repetition.
///
/// Owned by one context.
public final class Outbox {

  /// @param rowsMax a claim holds at most this many committed batches
  /// @param messagesMax and at most this many messages, but always one batch
  /// @param claimFor others leave it alone for so long
  public record Limits(int rowsMax, int messagesMax, Duration claimFor) {}

  /// What became of a claim.
  ///
  /// @param messages how many were in it, the refused ones among them
  /// @param deadLetters how many were refused
  /// @param isFull whether there was more than a claim may hold
  public record Done(int messages, int deadLetters, boolean isFull) {}

  private static final Done NOTHING = new Done(0, 0, false);

  /// `offset 0` makes it one look into the claims for each row, in the order of the rows, and never
  /// a look at the whole outbox. Who is claiming a row at this moment has locked it; who has just
  /// done so is found by the conflict.
  private static final String CLAIM =
      """
      with waiting as materialized (
        select o.id, o.conversations, o.firsts, o.counts
          from event_outbox o
          left join lateral (
                select until from outbox_claim where outbox_id = o.id offset 0) c on true
         where c.until is null or c.until <= clock_timestamp()
         order by o.id
         limit $1
           for update of o skip locked
      ), counted as (
        select waiting.*, count(*) over () as found, row_number() over (order by id) as place,
               sum((select sum(n) from unnest(counts) as n)) over (order by id) as messages
          from waiting
      ), claimed as (
        insert into outbox_claim (outbox_id, until)
          select id, clock_timestamp() + make_interval(secs => $3::float8)
            from counted
           where messages <= $2 or place = 1
        on conflict (outbox_id) do update set until = excluded.until where outbox_claim.until <= clock_timestamp()
        returning outbox_id
      )
      select id, conversations, firsts, counts, found
        from counted
        join claimed on outbox_id = id
       order by id
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
      insert into search_settling (oldest_at) select min(at) from done having count(*) > 0
      """;

  private static final String GIVE_BACK = "delete from outbox_claim where outbox_id = any ($1)";

  private final Database database;
  private final Limits limits;

  public Outbox(Database database, Limits limits) {
    this.database = database;
    this.limits = limits;
  }

  /// Claims what has waited longest and hands it to `index`, which answers with the messages that
  /// can never be indexed, or fails: then everything claimed waits again.
  public Future<Done> next(Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    return database
        .run(CLAIM, limits.rowsMax(), limits.messagesMax(), limits.claimFor().toMillis() / 1e3)
        .map(rows -> Claim.of(rows, limits))
        .compose(
            claim -> claim.isEmpty() ? Future.succeededFuture(NOTHING) : finished(claim, index));
  }

  private Future<Done> finished(
      Claim claim, Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    return work(claim, index)
        .recover(
            cause ->
                database
                    .run(GIVE_BACK, (Object) claim.rows())
                    .transform(over -> Future.failedFuture(cause)));
  }

  private Future<Done> work(
      Claim claim, Function<List<MessageVersion>, Future<List<DeadLetter>>> index) {
    return database
        .run(LOAD, claim.conversations(), claim.firsts(), claim.counts())
        .map(rows -> Rows.list(rows, MessageRow::version))
        .compose(
            messages ->
                index
                    .apply(messages)
                    .compose(refused -> finish(claim, refused).map(refused.size()))
                    .map(refused -> new Done(messages.size(), refused, claim.isFull())));
  }

  private Future<Void> finish(Claim claim, List<DeadLetter> refused) {
    return database
        .with(client -> DeadLetterRepository.bury(client, refused))
        .compose(buried -> database.run(FINISH, (Object) claim.rows()))
        .mapEmpty();
  }
}
