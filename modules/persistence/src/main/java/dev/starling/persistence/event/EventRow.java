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

  /// Behind the columns: the reader's own reactions and votes. `%1$s` is the reader.
  static final String OF_READER =
      """
      , case when e.state ? 'reactions' then (
          select array_agg(r.emoji order by r.at, r.emoji) from reaction r
           where r.conversation_id = e.conversation_id and r.seq = e.seq and r.user_id = %1$s) end
      , case when e.state ? 'votes' then (
          select v.options from poll_vote v
           where v.conversation_id = e.conversation_id and v.seq = e.seq and v.user_id = %1$s) end
      """;

  private static final int WIDTH = 12;

  /// What `event.detail` holds for each kind besides messages.
  private record Mentions(List<UserId> mentions, Boolean mentionsAll) {}

  private record Deletion(DeletedBy by, Long root, MessageState.Replies replies) {}

  private record Vote(List<Integer> options, List<Integer> votes, int voters) {}

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
      case EDITED -> {
        Mentions said = detail(Mentions.class);
        yield new ConversationEvent.Edited(
            conversation,
            seq,
            sender,
            at,
            target(),
            body(),
            said == null ? null : said.mentions(),
            said == null ? null : said.mentionsAll());
      }
      case DELETED -> {
        Deletion deletion = detail(Deletion.class);
        yield new ConversationEvent.Deleted(
            conversation,
            seq,
            sender,
            at,
            target(),
            deletion.by(),
            deletion.root(),
            deletion.replies());
      }
      case POLL_VOTED -> {
        Vote vote = detail(Vote.class);
        yield new ConversationEvent.PollVoted(
            conversation, seq, sender, at, target(), vote.options(), vote.votes(), vote.voters());
      }
      case POLL_CLOSED -> new ConversationEvent.PollClosed(conversation, seq, sender, at, target());
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
      case MEMBER_JOINED -> group(conversation, seq, sender, at).joined();
      case MEMBER_LEFT -> group(conversation, seq, sender, at).left();
      case MEMBER_REMOVED -> group(conversation, seq, sender, at).removed();
      case MEMBER_BANNED -> group(conversation, seq, sender, at).banned();
      case ROLE_CHANGED -> group(conversation, seq, sender, at).roleChanged();
      case CHANGED -> group(conversation, seq, sender, at).changed();
      case MEMBER_MUTED -> group(conversation, seq, sender, at).muted();
    };
  }

  private GroupEvent group(ConversationId conversation, long seq, UserId sender, Instant at) {
    return new GroupEvent(conversation, seq, sender, at, row.getString(first + 9));
  }

  private ConversationEvent message(ConversationId conversation, long seq, UserId by, Instant at) {
    String clientId = row.getString(first + 5);
    MessageState state = state();
    if (state != null && state.expiresAt() != null && !state.expiresAt().isAfter(now)) {
      return new ConversationEvent.Message(
          conversation, seq, by, at, clientId, null, place(), state.expired());
    }
    MessageDetail detail = detail(MessageDetail.class);
    return new ConversationEvent.Message(
        conversation, seq, by, at, clientId, body(), detail, closing(detail, state));
  }

  /// Which thread it stands in is known also when nothing else of it is: its root counts it.
  private MessageDetail place() {
    MessageDetail detail = detail(MessageDetail.class);
    return detail == null ? null : MessageDetail.NONE.in(detail.thread()).orNull();
  }

  /// A poll whose time is over is closed, whoever has closed it.
  private MessageState closing(MessageDetail detail, MessageState state) {
    if (detail == null || detail.poll() == null || detail.poll().closesAt() == null) {
      return state;
    }
    boolean isOver = !detail.poll().closesAt().isAfter(now);
    return isOver ? (state == null ? MessageState.AS_SENT : state).pollOver() : state;
  }

  private MessageState state() {
    String stored = row.getString(first + 10);
    OffsetDateTime expiry = row.getOffsetDateTime(first + 11);
    if (stored == null && expiry == null) {
      return null;
    }
    MessageState state =
        stored == null ? MessageState.AS_SENT : Json.read(stored, MessageState.class);
    return state.with(mine(), myVotes(), expiry == null ? null : expiry.toInstant());
  }

  private List<String> mine() {
    String[] mine = row.size() > first + WIDTH ? row.getArrayOfStrings(first + WIDTH) : null;
    return mine == null ? null : List.of(mine);
  }

  private List<Integer> myVotes() {
    int column = first + WIDTH + 1;
    Integer[] mine = row.size() > column ? row.getArrayOfIntegers(column) : null;
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
