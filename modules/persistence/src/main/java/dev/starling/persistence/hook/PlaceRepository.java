package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where event hooks are, and who works on them.
public final class PlaceRepository {

  private static final String CLAIM =
      """
      with due as (
        select p.conversation_id, p.hook_id
          from event_hook_place p
          join event_hook h on h.id = p.hook_id and h.paused_at is null
         where p.due_at <= clock_timestamp()
           and (p.leased_until is null or p.leased_until <= clock_timestamp())
         order by p.due_at limit $1 for update of p skip locked
      ), leased as (
        update event_hook_place p set leased_until = clock_timestamp() + make_interval(secs => $2::float8)
          from due
         where p.conversation_id = due.conversation_id and p.hook_id = due.hook_id
        returning p.*
      )
      select p.hook_id, p.conversation_id, p.seq, p.woken, p.attempts, m.user_id is not null,
             h.bot_id, h.url, h.events, h.secret,
             case when h.previous_until > clock_timestamp() then h.previous_secret end
        from leased p
        join event_hook h on h.id = p.hook_id
        left join conversation_member m on m.conversation_id = p.conversation_id and m.user_id = h.bot_id
      """;

  private static final String ADVANCE =
      """
      update event_hook_place
         set seq = greatest(seq, $3), attempts = 0, leased_until = clock_timestamp() + make_interval(secs => $4::float8)
       where conversation_id = $1 and hook_id = $2
      """;

  /// What changed during the lease has counted itself.
  private static final String RELEASE =
      """
      update event_hook_place
         set seq = greatest(seq, $3), attempts = 0, leased_until = null,
             due_at = case when woken <> $4 or $5 then clock_timestamp() end
       where conversation_id = $1 and hook_id = $2
      """;

  private static final String RETRY =
      """
      with failed as (
        update event_hook_place
           set attempts = attempts + 1, leased_until = null,
               due_at = clock_timestamp() + make_interval(secs => $4::float8)
         where conversation_id = $1 and hook_id = $2
      )
      update event_hook set failure = $3, failed_at = clock_timestamp() where id = $2
      """;

  /// No word of a hook is lost by a pause: each place stays where it is.
  private static final String PAUSE =
      """
      with released as (
        update event_hook_place set leased_until = null where conversation_id = $1 and hook_id = $2
      ), paused as (
        update event_hook
           set paused_at = clock_timestamp(), failure = $3, failed_at = clock_timestamp()
         where id = $2 and paused_at is null
        returning id, bot_id
      )
      insert into hook_delivery (target, user_id, conversation_id, kind, seq, attempts, failure, dead_at)
        select id, bot_id, $1, 3, $4, $5, $3, clock_timestamp() from paused
      """;

  private static final String REMOVE =
      """
      delete from event_hook_place p
       where p.conversation_id = $1 and p.hook_id = $2
         and not exists (
             select 1 from event_hook h
               join conversation_member m on m.conversation_id = $1 and m.user_id = h.bot_id
              where h.id = $2)
      """;

  private final Database database;

  public PlaceRepository(Database database) {
    this.database = database;
  }

  /// What is due, for whoever asks alone, until the lease is over.
  public Future<List<Place>> claim(int limit, Duration lease) {
    return database
        .run(CLAIM, limit, seconds(lease))
        .map(rows -> rows.stream().map(PlaceRepository::place).toList());
  }

  /// Everything up to here has arrived, and the work goes on for as long again.
  public Future<Void> advance(Place place, long seq, Duration lease) {
    return database
        .run(ADVANCE, place.conversation().value(), place.hook().value(), seq, seconds(lease))
        .mapEmpty();
  }

  /// @param hasMore whether there is more to send already
  public Future<Void> release(Place place, long seq, boolean hasMore) {
    return database
        .run(
            RELEASE,
            place.conversation().value(),
            place.hook().value(),
            seq,
            place.woken(),
            hasMore)
        .mapEmpty();
  }

  public Future<Void> retry(Place place, String failure, Duration after) {
    return database
        .run(RETRY, place.conversation().value(), place.hook().value(), failure, seconds(after))
        .mapEmpty();
  }

  /// Until its owner or an operator resumes it.
  ///
  /// @param seq of the event that could not be sent
  public Future<Void> pause(Place place, String failure, long seq, int attempts) {
    return database
        .run(PAUSE, place.conversation().value(), place.hook().value(), failure, seq, attempts)
        .mapEmpty();
  }

  /// Unless the bot has come back meanwhile.
  public Future<Void> remove(Place place) {
    return database.run(REMOVE, place.conversation().value(), place.hook().value()).mapEmpty();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Place place(Row row) {
    String[] events = row.getArrayOfStrings(8);
    List<byte[]> secrets = new ArrayList<>(2);
    secrets.add(row.getBuffer(9).getBytes());
    Buffer previous = row.getBuffer(10);
    if (previous != null) {
      secrets.add(previous.getBytes());
    }
    return new Place(
        new HookId(row.getLong(0)),
        new ConversationId(row.getLong(1)),
        row.getLong(2),
        row.getInteger(3),
        row.getInteger(4),
        row.getBoolean(5),
        new UserId(row.getLong(6)),
        row.getString(7),
        events == null ? null : Set.of(events),
        secrets);
  }
}
