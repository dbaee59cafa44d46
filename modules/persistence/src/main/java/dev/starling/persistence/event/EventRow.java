package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ScheduledId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.ConversationSettings;
import dev.starling.wire.event.DeletedBy;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.event.MessageState;
import dev.starling.wire.event.ScheduledChange;
import dev.starling.wire.json.Json;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// A row of the event table as the event that it is for somebody at a moment. Every statement that
/// reads events selects these columns, in this order.
public final class EventRow {

  /// Of the table `e`.
  static final String COLUMNS =
      """
      e.conversation_id, e.seq, e.kind, e.sender_id, e.at, e.client_id, e.body, e.xid, e.target, e.detail::text,
      e.state::text, e.expires_at
      """;

  /// Behind the columns, what they do not say to everybody. `%1$s` is the reader.
  ///
  /// - the reader's own reactions
  /// - whether the reader has hidden the message that it is or whose text it has, or that was
  ///   before all that they may see
  /// - when the message expires whose text it has: one that was edited, or is quoted
  /// - the reader's own votes
  /// - the story that it quotes as a [QuotedStory], null when that is gone for the reader
  private static final String OF_READER =
      """
      , case when e.state ? 'reactions' then (
          select array_agg(r.emoji order by r.at, r.emoji) from reaction r
           where r.conversation_id = e.conversation_id and r.seq = e.seq and r.user_id = %1$s) end
      , case when e.kind in (0, 2) then exists (
          select 1 from hidden_message h
           where h.user_id = %1$s and h.conversation_id = e.conversation_id and h.seq = coalesce(e.target, e.seq)
          union all
          select 1 from conversation_member o
           where e.kind = 2 and o.conversation_id = e.conversation_id and o.user_id = %1$s
             and o.visible_from_seq > e.target) end
      , case when e.kind = 2 or e.detail ? 'quote' then (
          select t.expires_at from event t
           where t.conversation_id = e.conversation_id
             and t.seq = coalesce(e.target, (e.detail ->> 'replyTo')::bigint)) end
      , case when e.state ? 'votes' then (
          select v.options from poll_vote v
           where v.conversation_id = e.conversation_id and v.seq = e.seq and v.user_id = %1$s) end
      , case when e.detail ? 'story' then quoted_story(e.detail, %1$s)::text end
      """;

  /// How many columns [#columnsFor] selects.
  public static final int WIDTH = 17;

  private static final int MINE_AT = 12;
  private static final int HIDDEN_AT = 13;
  private static final int REFERENCE_EXPIRY_AT = 14;
  private static final int VOTES_AT = 15;
  private static final int STORY_AT = 16;

  /// @param until milliseconds of the epoch
  private record QuotedStory(String text, long until) {}

  /// What `event.detail` holds for each kind besides messages.
  private record Mentions(List<UserId> mentions, Boolean mentionsAll) {}

  private record Deletion(DeletedBy by, Long root, MessageState.Replies replies) {}

  private record Vote(List<Integer> options, List<Integer> votes, int voters) {}

  private record Reaction(String emoji, boolean added, int count) {}

  private record Pin(boolean pinned) {}

  private record Timer(Integer seconds) {}

  /// Of the events in one's own conversation.
  private record About(
      long about,
      Long aboutSeq,
      Boolean added,
      ConversationSettings settings,
      Long replyTo,
      List<Long> scheduled,
      ScheduledChange change) {

    ConversationId conversation() {
      return new ConversationId(about);
    }
  }

  private final Row row;
  private final int first;
  private final Instant now;
  private final boolean ofReader;

  private EventRow(Row row, int first, Instant now, boolean ofReader) {
    this.row = row;
    this.first = first;
    this.now = now;
    this.ofReader = ofReader;
  }

  /// The columns to select for somebody's eyes.
  ///
  /// @param reader who reads, as an expression of the statement
  public static String columnsFor(String reader) {
    return COLUMNS + OF_READER.formatted(reader);
  }

  /// An event that was selected with [#columnsFor].
  ///
  /// @param first the column at which the event's begin; null when there is none in this row
  /// @param now what has expired by then is not shown
  public static ConversationEvent eventFrom(Row row, int first, Instant now) {
    return row.getValue(first) == null ? null : new EventRow(row, first, now, true).event();
  }

  /// Of the columns for a reader.
  static StoredEvent stored(Row row, Instant now) {
    return new StoredEvent(new EventRow(row, 0, now, true).event(), row.getLong(7));
  }

  /// Of the bare columns, as it was just written: nothing of it is hidden or has expired.
  static StoredEvent written(Row row) {
    return new StoredEvent(new EventRow(row, 0, Instant.MIN, false).event(), row.getLong(7));
  }

  private ConversationEvent event() {
    ConversationId conversation = new ConversationId(row.getLong(first));
    long seq = row.getLong(first + 1);
    UserId sender = new UserId(row.getLong(first + 3));
    Instant at = row.getOffsetDateTime(first + 4).toInstant();
    EventKind kind = EventKind.of(row.getInteger(first + 2));
    return switch (kind) {
      case MESSAGE -> message(conversation, seq, sender, at);
      case CREATED -> new ConversationEvent.Created(conversation, seq, sender, at, body());
      case EDITED -> {
        Mentions said = isShown() ? detail(Mentions.class) : null;
        yield new ConversationEvent.Edited(
            conversation,
            seq,
            sender,
            at,
            target(),
            isShown() ? body() : null,
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
      case CONVERSATION_DELETED -> group(conversation, seq, sender, at).deleted();
      case TIMER_CHANGED ->
          new ConversationEvent.TimerChanged(
              conversation, seq, sender, at, detail(Timer.class).seconds());
      default -> own(kind, conversation, seq, sender, at);
    };
  }

  /// What only its sender is told.
  private ConversationEvent own(
      EventKind kind, ConversationId conversation, long seq, UserId sender, Instant at) {
    About it = detail(About.class);
    ConversationId about = it.conversation();
    return switch (kind) {
      case HIDDEN ->
          new ConversationEvent.Hidden(conversation, seq, sender, at, about, it.aboutSeq());
      case SETTINGS_CHANGED ->
          new ConversationEvent.SettingsChanged(
              conversation, seq, sender, at, about, it.settings());
      case BOOKMARKED ->
          new ConversationEvent.Bookmarked(
              conversation, seq, sender, at, about, it.aboutSeq(), it.added());
      case DRAFTED ->
          new ConversationEvent.Drafted(conversation, seq, sender, at, about, body(), it.replyTo());
      case SCHEDULED_CHANGED ->
          new ConversationEvent.ScheduledChanged(
              conversation,
              seq,
              sender,
              at,
              about,
              it.scheduled().stream().map(ScheduledId::new).toList(),
              it.change());
      case CONVERSATION_CLEARED ->
          new ConversationEvent.ConversationCleared(
              conversation, seq, sender, at, about, it.aboutSeq());
      default -> throw new IllegalStateException(kind + " is not private");
    };
  }

  private GroupEvent group(ConversationId conversation, long seq, UserId sender, Instant at) {
    return new GroupEvent(conversation, seq, sender, at, row.getString(first + 9));
  }

  private ConversationEvent message(ConversationId conversation, long seq, UserId by, Instant at) {
    String clientId = row.getString(first + 5);
    MessageState state = state();
    if (isHidden()) {
      MessageState known = state == null ? MessageState.AS_SENT : state;
      return new ConversationEvent.Message(
          conversation, seq, by, at, clientId, null, place(), known.hidden());
    }
    if (state != null && state.expiresAt() != null && !state.expiresAt().isAfter(now)) {
      return new ConversationEvent.Message(
          conversation, seq, by, at, clientId, null, place(), state.expired());
    }
    MessageDetail detail = said();
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

  /// Without a quote of what has expired, and with what the story that it is about says now.
  private MessageDetail said() {
    MessageDetail said = detail(MessageDetail.class);
    if (said == null) {
      return null;
    }
    MessageDetail shown = said.quote() != null && referenceExpired() ? said.withoutQuote() : said;
    return shown.story() == null || !ofReader
        ? shown
        : shown.about(shown.story().showing(quotedStory()));
  }

  /// Its beginning, null when it is gone.
  private String quotedStory() {
    String stored = row.getString(first + STORY_AT);
    QuotedStory story = stored == null ? null : Json.read(stored, QuotedStory.class);
    return story == null || story.until() <= now.toEpochMilli() ? null : story.text();
  }

  private boolean isShown() {
    return !isHidden() && !referenceExpired();
  }

  private boolean isHidden() {
    return ofReader && Boolean.TRUE.equals(row.getBoolean(first + HIDDEN_AT));
  }

  private boolean referenceExpired() {
    OffsetDateTime expiry = ofReader ? row.getOffsetDateTime(first + REFERENCE_EXPIRY_AT) : null;
    return expiry != null && !expiry.toInstant().isAfter(now);
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
    String[] mine = ofReader ? row.getArrayOfStrings(first + MINE_AT) : null;
    return mine == null ? null : List.of(mine);
  }

  private List<Integer> myVotes() {
    Integer[] mine = ofReader ? row.getArrayOfIntegers(first + VOTES_AT) : null;
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
