package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.DeletedBy;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.event.MessageState;
import dev.starling.wire.json.Json;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// A row of the event table as the event that it is for somebody at a moment. Every statement that
/// reads events selects these columns, in this order.
public final class EventRow {

  /// Of the table `e`.
  public static final String COLUMNS =
      """
      e.conversation_id, e.seq, e.kind, e.sender_id, e.at, e.client_id, e.body, e.xid, e.target, e.detail::text,
      e.state::text, e.expires_at
      """;

  /// Behind the columns: the reader's own reactions. `%s` is the reader.
  static final String OF_READER =
      """
      , case when e.state ? 'reactions' then (
          select array_agg(r.emoji order by r.at, r.emoji) from reaction r
           where r.conversation_id = e.conversation_id and r.seq = e.seq and r.user_id = %s) end
      """;

  private static final int WIDTH = 12;

  /// What `event.detail` holds for each kind besides messages.
  private record Deletion(DeletedBy by) {}

  private record Reaction(String emoji, boolean added, int count) {}

  private record Pin(boolean pinned) {}

  private final Row row;
  private final int first;
  private final Instant now;

  private EventRow(Row row, int first, Instant now) {
    this.row = row;
    this.first = first;
    this.now = now;
  }

  /// @param now what has expired by then is not shown
  public static ConversationEvent event(Row row, Instant now) {
    return new EventRow(row, 0, now).event();
  }

  /// @param first the column at which the event's begin; null when there is none in this row
  public static ConversationEvent eventFrom(Row row, int first, Instant now) {
    return row.getValue(first) == null ? null : new EventRow(row, first, now).event();
  }

  static StoredEvent stored(Row row, int first, Instant now) {
    return new StoredEvent(new EventRow(row, first, now).event(), row.getLong(first + 7));
  }

  private ConversationEvent event() {
    ConversationId conversation = new ConversationId(row.getLong(first));
    long seq = row.getLong(first + 1);
    UserId sender = new UserId(row.getLong(first + 3));
    Instant at = row.getOffsetDateTime(first + 4).toInstant();
    return switch (EventKind.of(row.getInteger(first + 2))) {
      case MESSAGE -> message(conversation, seq, sender, at);
      case CREATED -> new ConversationEvent.Created(conversation, seq, sender, at, body());
      case EDITED -> new ConversationEvent.Edited(conversation, seq, sender, at, target(), body());
      case DELETED ->
          new ConversationEvent.Deleted(
              conversation, seq, sender, at, target(), detail(Deletion.class).by());
      case REACTED -> {
        Reaction reaction = detail(Reaction.class);
        yield new ConversationEvent.Reacted(
            conversation,
            seq,
            sender,
            at,
            target(),
            reaction.emoji(),
            reaction.added(),
            reaction.count());
      }
      case PINNED ->
          new ConversationEvent.Pinned(
              conversation, seq, sender, at, target(), detail(Pin.class).pinned());
    };
  }

  private ConversationEvent message(ConversationId conversation, long seq, UserId by, Instant at) {
    String clientId = row.getString(first + 5);
    MessageState state = state();
    if (state != null && state.expiresAt() != null && !state.expiresAt().isAfter(now)) {
      return new ConversationEvent.Message(
          conversation, seq, by, at, clientId, null, null, state.expired());
    }
    return new ConversationEvent.Message(
        conversation, seq, by, at, clientId, body(), detail(MessageDetail.class), state);
  }

  private MessageState state() {
    String stored = row.getString(first + 10);
    OffsetDateTime expiry = row.getOffsetDateTime(first + 11);
    if (stored == null && expiry == null) {
      return null;
    }
    MessageState state =
        stored == null ? MessageState.AS_SENT : Json.read(stored, MessageState.class);
    return state.with(mine(), expiry == null ? null : expiry.toInstant());
  }

  private List<String> mine() {
    String[] mine = row.size() > first + WIDTH ? row.getArrayOfStrings(first + WIDTH) : null;
    return mine == null ? null : List.of(mine);
  }

  private String body() {
    return row.getString(first + 6);
  }

  private long target() {
    return row.getLong(first + 8);
  }

  private <T> T detail(Class<T> type) {
    String detail = row.getString(first + 9);
    return detail == null ? null : Json.read(detail, type);
  }
}
