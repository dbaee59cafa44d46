package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Snapshot;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The event table: what it is asked, and nothing about why. All of these read one conversation by
/// its primary key.
public final class EventRepository {

  private static final String AFTER =
      """
      select conversation_id, seq, kind, sender_id, at, client_id, body, xid
        from event
       where conversation_id = $1 and seq > $2
       order by seq
       limit $3
      """;

  private static final String BEFORE =
      """
      select conversation_id, seq, kind, sender_id, at, client_id, body, xid
        from event
       where conversation_id = $1 and seq < $2
       order by seq desc
       limit $3
      """;

  /// The last event a snapshot includes; walks back from the head over what it does not include.
  private static final String LAST_IN =
      """
      select seq
        from event
       where conversation_id = $1 and (xid < $2 or (xid < $3 and xid <> all ($4)))
       order by seq desc
       limit 1
      """;

  private final Database database;

  public EventRepository(Database database) {
    this.database = database;
  }

  /// In sequence order.
  public Future<List<StoredEvent>> after(ConversationId conversation, long seq, int limit) {
    return database.run(AFTER, conversation.value(), seq, limit).map(EventRepository::storedEvents);
  }

  /// Newest first.
  public Future<List<StoredEvent>> before(ConversationId conversation, long seq, int limit) {
    return database
        .run(BEFORE, conversation.value(), seq, limit)
        .map(EventRepository::storedEvents);
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

  private static List<StoredEvent> storedEvents(RowSet<Row> rows) {
    List<StoredEvent> events = new ArrayList<>(rows.size());
    rows.forEach(row -> events.add(new StoredEvent(event(row), row.getLong(7))));
    return events;
  }

  private static ConversationEvent event(Row row) {
    ConversationId conversation = new ConversationId(row.getLong(0));
    long seq = row.getLong(1);
    UserId sender = new UserId(row.getLong(3));
    Instant at = row.getOffsetDateTime(4).toInstant();
    return switch (EventKind.of(row.getInteger(2))) {
      case MESSAGE ->
          new ConversationEvent.Message(
              conversation, seq, sender, at, row.getString(5), row.getString(6));
      case CREATED ->
          new ConversationEvent.Created(conversation, seq, sender, at, row.getString(6));
    };
  }
}
