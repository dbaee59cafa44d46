package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.event.Shown;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/// What a search asks besides the index: how far that is, where a person may look, and what of the
/// found they may see.
public final class SearchRepository {

  /// What waits to be indexed.
  ///
  /// @param lag how long the longest has waited
  /// @param rows committed batches, counted up to 10,000
  public record Backlog(Duration lag, int rows) {}

  /// A part of somebody's conversations.
  ///
  /// @param lastActiveOn the day of the last one's last event; nothing behind it is newer
  /// @param isLast whether there are none behind
  public record Slice(List<ConversationId> conversations, int lastActiveOn, boolean isLast) {
    public Slice {
      conversations = List.copyOf(conversations);
    }
  }

  /// Ids are given out a moment before times are, so the oldest is looked for among the first.
  private static final String OLDEST =
      """
      (select min(at) from (select at from event_outbox order by id limit 1000) waiting)
      """;

  private static final String INDEXED_THROUGH =
      """
      select least(
               now(),
               %s,
               -- While the only index is being filled, nothing is sure to be in it.
               (select timestamptz 'epoch' from search_generation where asked and filled_at is null limit 1),
               (select min(oldest_at) from search_settling
                 where indexed_at > now() - make_interval(secs => $1::float8)))
      """
          .formatted(OLDEST);

  private static final String BACKLOG =
      """
      select coalesce(extract(epoch from now() - %s) * 1000, 0)::bigint,
             (select count(*) from (select 1 from event_outbox limit 10000) counted)::int
      """
          .formatted(OLDEST);

  private static final String SLICE =
      """
      select conversation_id, active_on
        from conversation_member
       where user_id = $1 and (active_on, conversation_id) < ($2, $3)
       order by active_on desc, conversation_id desc
       limit $4
      """;

  /// Of the event `e`, for a reader whose membership has this name in the statement.
  private static final String COLUMNS =
      """
      e.conversation_id, e.seq, e.sender_id, e.at,
             case when e.detail ? 'attachments' then searched_text(e.body, e.detail) else e.body end,
             message_marks(e.body, e.detail, e.state)
               || personal_marks($1, %s.read_seq, e.conversation_id, e.seq, e.sender_id, e.detail)\
      """;

  static final String VISIBLE =
      """
      select %s
        from unnest($2::bigint[], $3::bigint[]) as hit(conversation_id, seq)
        join conversation_member m on m.conversation_id = hit.conversation_id and m.user_id = $1
        join event e on e.conversation_id = hit.conversation_id and e.seq = hit.seq
       where e.kind = 0 and e.body is not null and e.seq >= m.visible_from_seq and %s
         and %s
      """
          .formatted(COLUMNS.formatted("m"), Shown.to("$1", "$4"), Shown.IS_KEPT);

  /// Walks back from the heads of the conversations that were active since; most searches find
  /// none. Times agree with sequences inside one conversation.
  private static final String NEWEST =
      """
      select %3$s
        from (select c.id, m.visible_from_seq, m.read_seq
                from conversation_member m
                join conversation c on c.id = m.conversation_id
               where m.user_id = $1 and m.active_on >= $2 and c.last_at >= $3 %1$s
               order by c.last_at desc
               limit $4) active
       cross join lateral (
             select conversation_id, seq, kind, sender_id, at, body, detail, state, expires_at
               from event
              where conversation_id = active.id and seq >= active.visible_from_seq
              order by seq desc
              limit $5) e
       where e.kind = 0 and e.body is not null and e.at >= $3 and %2$s
         and %4$s
       order by e.at desc
       limit $6
      """;

  private static final String NEWEST_OF_ALL =
      NEWEST.formatted("", Shown.to("$1", "$7"), COLUMNS.formatted("active"), Shown.IS_KEPT);
  private static final String NEWEST_OF_ONE =
      NEWEST.formatted(
          "and m.conversation_id = $8",
          Shown.to("$1", "$7"),
          COLUMNS.formatted("active"),
          Shown.IS_KEPT);

  private static final long SECONDS_OF_DAY = 86_400;

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public SearchRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A moment before which everything that was committed is indexed.
  ///
  /// @param settling how long after indexing a message may still not be found
  public Future<Instant> indexedThrough(Duration settling) {
    return database
        .run(INDEXED_THROUGH, settling.toMillis() / 1000.0)
        .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
  }

  public Future<Backlog> backlog() {
    return database
        .run(BACKLOG)
        .map(rows -> rows.iterator().next())
        .map(row -> new Backlog(Duration.ofMillis(row.getLong(0)), row.getInteger(1)));
  }

  /// The user's conversations, by the day of their last event, latest first.
  ///
  /// @param after null for the first slice
  public Future<Slice> slice(UserId user, Slice after, int limit) {
    int day = after == null ? Integer.MAX_VALUE : after.lastActiveOn();
    long id = after == null ? Long.MAX_VALUE : after.conversations().getLast().value();
    return database.run(SLICE, user.value(), day, id, limit).map(rows -> slice(rows, limit));
  }

  /// Those of the messages that exist and that the user may see at this moment, in no order.
  public Future<List<MessageText>> visible(UserId user, Collection<MessageKey> messages) {
    return database
        .run(
            VISIBLE,
            user.value(),
            messages.stream().map(key -> key.conversation().value()).toArray(Long[]::new),
            messages.stream().map(MessageKey::seq).toArray(Long[]::new),
            time(clock.instant()))
        .map(rows -> Rows.list(rows, MessageRow::text));
  }

  /// The newest messages since a moment in one of the user's conversations; none when they are not
  /// a member.
  ///
  /// @param eventsMax how far to look back from the conversation's head
  public Future<List<MessageText>> newest(
      UserId user, ConversationId conversation, Instant since, int eventsMax) {
    return database
        .run(
            NEWEST_OF_ONE,
            user.value(),
            dayOf(since),
            time(since),
            1,
            eventsMax,
            eventsMax,
            time(clock.instant()),
            conversation.value())
        .map(rows -> Rows.list(rows, MessageRow::text));
  }

  /// The newest messages since a moment in all of the user's conversations.
  ///
  /// @param conversationsMax how many conversations are looked at, the most recently active ones
  /// @param eventsMax how far to look back from the head of each
  /// @param messagesMax how many are answered
  public Future<List<MessageText>> newest(
      UserId user, Instant since, int conversationsMax, int eventsMax, int messagesMax) {
    return database
        .run(
            NEWEST_OF_ALL,
            user.value(),
            dayOf(since),
            time(since),
            conversationsMax,
            eventsMax,
            messagesMax,
            time(clock.instant()))
        .map(rows -> Rows.list(rows, MessageRow::text));
  }

  /// A conversation's day turns a little before or at midnight, never after it: what is active
  /// since a moment is active on that moment's day or later.
  private static int dayOf(Instant moment) {
    return (int) Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_DAY);
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static Slice slice(RowSet<Row> rows, int limit) {
    List<ConversationId> conversations = Rows.list(rows, row -> new ConversationId(row.getLong(0)));
    int lastActiveOn = 0;
    for (Row row : rows) {
      lastActiveOn = row.getInteger(1);
    }
    return new Slice(conversations, lastActiveOn, rows.size() < limit);
  }
}
