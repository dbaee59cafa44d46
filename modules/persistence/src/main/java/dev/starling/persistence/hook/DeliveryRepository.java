package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.persistence.event.Shown;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.DeadLetter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// Words on their way, and those nobody tries to send any more.
public final class DeliveryRepository {

  /// Counts at most 100 unread messages: a person reads that as "many".
  private static final String CLAIM =
      """
      with due as (
        select id from hook_delivery
         where dead_at is null and due_at <= clock_timestamp()
           and (leased_until is null or leased_until <= clock_timestamp())
         order by due_at limit $1 for update skip locked
      ), leased as (
        update hook_delivery d
           set leased_until = clock_timestamp() + make_interval(secs => $2::float8),
               due_at = clock_timestamp() + make_interval(secs => $2::float8), attempts = d.attempts + 1
          from due
         where d.id = due.id
        returning d.*
      )
      select d.id, d.message_id, d.kind, d.attempts,
             (d.target = 0 or s.id is not null) and (d.kind = 2 or m.delivered_seq < d.seq) is true,
             s.id, s.endpoint, s.p256dh, s.auth,
             d.user_id, d.conversation_id, d.seq,
             (select count(*) from (
                select 1 from event e
                 where e.conversation_id = d.conversation_id and e.seq > greatest(m.read_seq, m.delivered_seq)
                   and e.kind = 0 and e.body is not null and e.sender_id <> d.user_id
                   and %1$s
                   limit 100) counted)::int,
             c.title, e.sender_id, a.display_name, e.at,
             case when %1$s then case e.body when '' then searched_text(e.body, e.detail) else e.body end end
        from leased d
        left join push_subscription s on s.id = d.target
        left join conversation_member m on m.conversation_id = d.conversation_id and m.user_id = d.user_id
        left join conversation c on c.id = d.conversation_id
        left join event e on e.conversation_id = d.conversation_id and e.seq = d.seq
        left join account a on a.id = e.sender_id
      """
          .formatted(Shown.to("d.user_id", "clock_timestamp()"));

  private static final String DONE =
      """
      select finish_delivery($1, $2, $3)
      """;

  private static final String RETRY =
      """
      update hook_delivery
         set leased_until = null,
             failure = case when message_id = $2 then $3 end,
             due_at = case when message_id = $2
                           then clock_timestamp() + make_interval(secs => $4::float8) else due_at end,
             dead_at = case when message_id = $2 and attempts >= $5 then clock_timestamp() end
       where id = $1
      """;

  private static final String DEAD =
      """
      select id, target, user_id, conversation_id, kind, seq, attempts, failure, created_at, dead_at
        from hook_delivery
       where dead_at is not null and id < $1
       order by id desc
       limit $2
      """;

  /// What was said since about the same conversation is newer, and this one then stays dead.
  private static final String REPLAY =
      """
      update hook_delivery d
         set dead_at = null, attempts = 0, due_at = clock_timestamp(), message_id = gen_random_uuid()
       where id = $1 and dead_at is not null and kind <> 3
         and not exists (
             select 1 from hook_delivery live
              where live.target = d.target and live.user_id = d.user_id
                and live.conversation_id = d.conversation_id and live.dead_at is null)
      """;

  private static final String FORGET =
      """
      delete from hook_delivery where id = $1 and dead_at is not null
      """;

  private static final String FORGET_OLD =
      """
      delete from hook_delivery
       where id in (select id from hook_delivery
                     where dead_at < clock_timestamp() - make_interval(secs => $1::float8)
                     limit 1000 for update skip locked)
      """;

  private final Database database;

  public DeliveryRepository(Database database) {
    this.database = database;
  }

  /// What is due, for whoever asks alone, until the lease is over.
  public Future<List<Delivery>> claim(int limit, Duration lease) {
    return database
        .run(CLAIM, limit, lease.toMillis() / 1000.0)
        .map(rows -> rows.stream().map(DeliveryRepository::delivery).toList());
  }

  /// It was said, or there was nothing to say.
  ///
  /// @param wasSaid whether somebody was shown something
  public Future<Void> done(Delivery delivery, boolean wasSaid) {
    return database
        .run(DONE, delivery.id(), delivery.messageId(), wasSaid && delivery.isNotify())
        .mapEmpty();
  }

  /// It is to be tried again, unless that was the last attempt.
  public Future<Void> retry(Delivery delivery, String failure, Duration after, int attemptsMax) {
    return database
        .run(
            RETRY,
            delivery.id(),
            delivery.messageId(),
            failure,
            after.toMillis() / 1000.0,
            attemptsMax)
        .mapEmpty();
  }

  /// Newest first.
  ///
  /// @param before null for the first page
  public Future<List<DeadLetter>> dead(HookId before, int limit) {
    return database
        .run(DEAD, before == null ? Long.MAX_VALUE : before.value(), limit)
        .map(rows -> rows.stream().map(DeliveryRepository::deadLetter).toList());
  }

  /// Whether it lives again.
  public Future<Boolean> replay(HookId letter) {
    return database.run(REPLAY, letter.value()).map(rows -> rows.rowCount() > 0);
  }

  /// Whether there was such a dead letter.
  public Future<Boolean> forget(HookId letter) {
    return database.run(FORGET, letter.value()).map(rows -> rows.rowCount() > 0);
  }

  public Future<Void> forgetOlderThan(Duration age) {
    return database.run(FORGET_OLD, age.toMillis() / 1000.0).mapEmpty();
  }

  private static Delivery delivery(Row row) {
    Long subscription = row.getLong(5);
    OffsetDateTime at = row.getOffsetDateTime(16);
    Long sender = row.getLong(14);
    return new Delivery(
        row.getLong(0),
        row.getUUID(1),
        row.getInteger(2) == 1,
        row.getInteger(3),
        row.getBoolean(4),
        subscription == null
            ? null
            : new Delivery.Subscription(
                subscription, row.getString(6), bytes(row.getBuffer(7)), bytes(row.getBuffer(8))),
        new Delivery.Content(
            new UserId(row.getLong(9)),
            new ConversationId(row.getLong(10)),
            row.getLong(11),
            row.getInteger(12),
            row.getString(13),
            sender == null ? null : new UserId(sender),
            row.getString(15),
            at == null ? Instant.EPOCH : at.toInstant(),
            row.getString(17)));
  }

  private static DeadLetter deadLetter(Row row) {
    long target = row.getLong(1);
    DeadLetter.Kind kind =
        switch (row.getInteger(4)) {
          case 1 -> DeadLetter.Kind.NOTIFY;
          case 2 -> DeadLetter.Kind.WITHDRAW;
          default -> DeadLetter.Kind.EVENT;
        };
    return new DeadLetter(
        new HookId(row.getLong(0)),
        kind,
        target == 0 ? null : new HookId(target),
        new UserId(row.getLong(2)),
        new ConversationId(row.getLong(3)),
        row.getLong(5),
        row.getInteger(6),
        row.getString(7),
        row.getOffsetDateTime(8).toInstant(),
        row.getOffsetDateTime(9).toInstant());
  }

  private static byte[] bytes(Buffer buffer) {
    return buffer.getBytes();
  }
}
