package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.EventHook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Webhooks that send the events of a bot's conversations, as their owner sees them.
public final class EventHookRepository {

  /// @param events null for all
  /// @param conversations null for all of the bot's
  public record NewEventHook(
      HookId id,
      UserId bot,
      String url,
      List<String> events,
      List<ConversationId> conversations,
      Buffer secret) {}

  private static final String COLUMNS =
      """
      h.id, h.bot_id, h.url, h.events, h.conversations, h.created_at, h.paused_at, h.failure, h.failed_at,
      (select count(*) from event_hook_place p where p.hook_id = h.id and p.due_at is not null)::int
      """;

  /// Against bots that join a conversation meanwhile: see the trigger on members.
  private static final String LOCK =
      """
      select 1 from pg_advisory_xact_lock(5000361)
      """;

  private static final String ADD =
      """
      insert into event_hook (id, bot_id, url, events, conversations, secret)
        select $1, $2, $3, $4, $5, $6
         where (select count(*) from event_hook where bot_id = $2) < $7
      """;

  private static final String PLACE =
      """
      insert into event_hook_place (conversation_id, hook_id, seq)
        select c.id, h.id, c.last_seq
          from event_hook h
          join conversation_member m on m.user_id = h.bot_id
          join conversation c on c.id = m.conversation_id
         where h.id = $1 and (h.conversations is null or c.id = any (h.conversations))
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select %s from event_hook h where h.id = $1 and h.bot_id = $2
      """
          .formatted(COLUMNS);

  private static final String LIST =
      """
      select %s from event_hook h where h.bot_id = $1 order by h.id
      """
          .formatted(COLUMNS);

  private static final String REMOVE =
      """
      with gone as (
        delete from event_hook where id = $1 and bot_id = $2 returning id
      ), places as (
        delete from event_hook_place where hook_id = (select id from gone)
      ), letters as (
        delete from hook_delivery where target = (select id from gone)
      )
      select id from gone
      """;

  private static final String RESUME =
      """
      with resumed as (
        update event_hook set paused_at = null where id = $1 and bot_id = $2 returning id
      ), letters as (
        delete from hook_delivery where target = (select id from resumed) and kind = 3
      ), woken as (
        update event_hook_place set attempts = 0, due_at = clock_timestamp(), woken = woken + 1
         where hook_id = (select id from resumed)
      )
      select id from resumed
      """;

  /// The same, by the dead letter of what made it pause.
  private static final String RESUME_BY_LETTER =
      """
      with letter as (
        delete from hook_delivery where id = $1 and kind = 3 returning target
      ), resumed as (
        update event_hook set paused_at = null where id = (select target from letter) returning id
      ), woken as (
        update event_hook_place set attempts = 0, due_at = clock_timestamp(), woken = woken + 1
         where hook_id = (select id from resumed)
      )
      select target from letter
      """;

  private static final String ROTATE =
      """
      update event_hook
         set secret = $3, previous_secret = secret,
             previous_until = clock_timestamp() + make_interval(secs => $4::float8)
       where id = $1 and bot_id = $2
      """;

  private final Database database;

  public EventHookRepository(Database database) {
    this.database = database;
  }

  /// False when the bot has as many as allowed.
  public Future<Boolean> add(NewEventHook hook, int limit) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(LOCK)
                .execute()
                .compose(locked -> transaction.preparedQuery(ADD).execute(parameters(hook, limit)))
                .map(rows -> rows.rowCount() > 0)
                .compose(isNew -> isNew ? place(transaction, hook.id()) : done(false)));
  }

  public Future<Optional<EventHook>> find(HookId hook, UserId bot) {
    return database.run(FIND, hook.value(), bot.value()).map(EventHookRepository::first);
  }

  public Future<List<EventHook>> list(UserId bot) {
    return database
        .run(LIST, bot.value())
        .map(rows -> rows.stream().map(EventHookRepository::hook).toList());
  }

  public Future<Boolean> remove(HookId hook, UserId bot) {
    return database.run(REMOVE, hook.value(), bot.value()).map(rows -> rows.size() > 0);
  }

  /// Goes on where it stopped.
  public Future<Boolean> resume(HookId hook, UserId bot) {
    return database.run(RESUME, hook.value(), bot.value()).map(rows -> rows.size() > 0);
  }

  /// Whether the letter is one of an event hook's.
  public Future<Boolean> resumeBy(HookId letter) {
    return database.run(RESUME_BY_LETTER, letter.value()).map(rows -> rows.size() > 0);
  }

  /// @param both for so long the old secret signs as well
  public Future<Boolean> rotate(HookId hook, UserId bot, Buffer secret, Duration both) {
    return database
        .run(ROTATE, hook.value(), bot.value(), secret, both.toMillis() / 1000.0)
        .map(rows -> rows.rowCount() > 0);
  }

  private static Tuple parameters(NewEventHook hook, int limit) {
    return Tuple.tuple()
        .addLong(hook.id().value())
        .addLong(hook.bot().value())
        .addString(hook.url())
        .addArrayOfString(hook.events() == null ? null : hook.events().toArray(String[]::new))
        .addArrayOfLong(
            hook.conversations() == null
                ? null
                : hook.conversations().stream().map(ConversationId::value).toArray(Long[]::new))
        .addBuffer(hook.secret())
        .addInteger(limit);
  }

  private static Future<Boolean> place(SqlConnection transaction, HookId hook) {
    return transaction.preparedQuery(PLACE).execute(Tuple.of(hook.value())).map(true);
  }

  private static Future<Boolean> done(boolean answer) {
    return Future.succeededFuture(answer);
  }

  private static Optional<EventHook> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(EventHookRepository::hook);
  }

  private static EventHook hook(Row row) {
    String[] events = row.getArrayOfStrings(3);
    Long[] conversations = row.getArrayOfLongs(4);
    OffsetDateTime failedAt = row.getOffsetDateTime(8);
    return new EventHook(
        new HookId(row.getLong(0)),
        new UserId(row.getLong(1)),
        row.getString(2),
        events == null ? null : List.of(events),
        conversations == null ? null : Stream.of(conversations).map(ConversationId::new).toList(),
        row.getOffsetDateTime(5).toInstant(),
        row.getOffsetDateTime(6) == null ? EventHook.State.ACTIVE : EventHook.State.PAUSED,
        row.getInteger(9),
        failedAt == null ? null : new EventHook.LastFailure(row.getString(7), failedAt.toInstant()),
        null);
  }
}
