package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.Snapshot;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The event table: what it is asked, and nothing about why. All of these read one conversation by
/// its primary key.
public final class EventRepository {

  /// What of a conversation (`$2`) somebody (`$1`) may see: up to now as a member, of those who are
  /// none any more up to the end of their membership.
  private static final String SEEN =
      """
      with seen as (
        select visible_from_seq as first, 9223372036854775807 as last
          from conversation_member where conversation_id = $2 and user_id = $1
        union all
        select visible_from_seq, until_seq
          from former_member where conversation_id = $2 and user_id = $1)
      """;

  private static final String SELECT =
      SEEN + "select " + EventRow.columnsFor("$1") + " from event e ";

  private static final String IN_SIGHT =
      """
      and e.seq between (select first from seen) and (select last from seen)
      """;

  private static final String AFTER =
      SELECT
          + """
           where e.conversation_id = $2 and e.seq > $3 %s
           order by e.seq
           limit $4
          """
              .formatted(IN_SIGHT);

  private static final String BEFORE =
      SELECT
          + """
           where e.conversation_id = $2 and e.seq < $3 %s
           order by e.seq desc
           limit $4
          """
              .formatted(IN_SIGHT);

  /// Found by the index of replies.
  private static final String IN_THREAD =
      SELECT
          + """
           where e.conversation_id = $2 and (e.detail ->> 'thread')::bigint = $3 and e.detail ? 'thread' %s
          """
              .formatted(IN_SIGHT);

  private static final String IN_THREAD_AFTER =
      IN_THREAD
          + """
             and e.seq > $4
           order by e.seq
           limit $5
          """;

  private static final String IN_THREAD_BEFORE =
      IN_THREAD
          + """
             and e.seq < $4
           order by e.seq desc
           limit $5
          """;

  private static final String ONE =
      SELECT
          + """
           where e.conversation_id = $2 and e.seq = $3 %s
          """
              .formatted(IN_SIGHT);

  private static final String PINNED =
      SELECT
          + """
            join pin p on p.conversation_id = e.conversation_id and p.seq = e.seq
           where e.conversation_id = $2 and %s %s
           order by p.at desc, e.seq desc
          """
              .formatted(Shown.to("$1", "$3"), IN_SIGHT);

  /// The last event a snapshot includes; walks back from the head over what it does not include.
  private static final String LAST_IN =
      """
      select seq
        from event
       where conversation_id = $1 and (xid < $2 or (xid < $3 and xid <> all ($4)))
       order by seq desc
       limit 1
      """;

  private static final String PLACE_OF =
      """
      select seq, at from event where conversation_id = $1 and sender_id = $2 and client_id = $3
      """;

  /// Where something stands.
  public record Place(long seq, Instant at) {}

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public EventRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// In sequence order, as they are for the reader now.
  public Future<List<StoredEvent>> after(
      UserId reader, ConversationId conversation, long seq, int limit) {
    return database
        .run(AFTER, reader.value(), conversation.value(), seq, limit)
        .map(this::storedEvents);
  }

  /// Newest first, as they are for the reader now.
  public Future<List<StoredEvent>> before(
      UserId reader, ConversationId conversation, long seq, int limit) {
    return database
        .run(BEFORE, reader.value(), conversation.value(), seq, limit)
        .map(this::storedEvents);
  }

  /// The replies under a message, in sequence order.
  public Future<List<StoredEvent>> repliesAfter(
      UserId reader, ConversationId conversation, long root, long seq, int limit) {
    return database
        .run(IN_THREAD_AFTER, reader.value(), conversation.value(), root, seq, limit)
        .map(this::storedEvents);
  }

  /// The replies under a message, newest first.
  public Future<List<StoredEvent>> repliesBefore(
      UserId reader, ConversationId conversation, long root, long seq, int limit) {
    return database
        .run(IN_THREAD_BEFORE, reader.value(), conversation.value(), root, seq, limit)
        .map(this::storedEvents);
  }

  public Future<Optional<ConversationEvent>> find(
      UserId reader, ConversationId conversation, long seq) {
    return database
        .run(ONE, reader.value(), conversation.value(), seq)
        .map(rows -> storedEvents(rows).stream().map(StoredEvent::event).findFirst());
  }

  /// What is pinned in a conversation, the latest pin first.
  public Future<List<ConversationEvent>> pinned(UserId reader, ConversationId conversation) {
    return database
        .run(PINNED, reader.value(), conversation.value(), clock.instant().atOffset(ZoneOffset.UTC))
        .map(rows -> storedEvents(rows).stream().map(StoredEvent::event).toList());
  }

  /// Where a sender's message of this name stands.
  public Future<Optional<Place>> placeOf(
      UserId sender, ConversationId conversation, String clientId) {
    return database
        .run(PLACE_OF, conversation.value(), sender.value(), clientId)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next())
                        .map(
                            row ->
                                new Place(row.getLong(0), row.getOffsetDateTime(1).toInstant())));
  }

  /// The sequence of the conversation's last event in the snapshot, 0 when it has none.
  public Future<Long> lastIn(Snapshot snapshot, ConversationId conversation) {
    return database
        .run(
            LAST_IN,
            conversation.value(),
            snapshot.xmin(),
            snapshot.xmax(),
            snapshot.inProgress().toArray(Long[]::new))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  private List<StoredEvent> storedEvents(RowSet<Row> rows) {
    Instant now = clock.instant();
    return Rows.list(rows, row -> EventRow.stored(row, now));
  }
}
