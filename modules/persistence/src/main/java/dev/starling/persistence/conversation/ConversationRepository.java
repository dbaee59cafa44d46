package dev.starling.persistence.conversation;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.event.EventRow;
import dev.starling.persistence.event.Shown;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.event.ConversationSettings;
import dev.starling.wire.group.GroupSettings;
import dev.starling.wire.group.GroupView;
import dev.starling.wire.group.Role;
import dev.starling.wire.group.Visibility;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Conversations as one of their members sees them.
public final class ConversationRepository {

  /// What became of an attempt to open a conversation.
  ///
  /// @param isNew false for a direct conversation that existed, and for a group its maker made
  ///   before
  /// @param at when its `created` event was written, null unless it is a new group
  /// @param xid the transaction that wrote it
  public record Opened(ConversationId id, boolean isNew, Instant at, Long xid) {}

  /// Where a page of the list begins: behind the conversation with this activity and id.
  public record Place(Instant lastAt, ConversationId id) {}

  private static final String OPEN_DIRECT =
      """
      select id, is_new, null::timestamptz, null::bigint, refusal from open_direct($1, $2, $3, $4)
      """;

  private static final String OPEN =
      """
      select id, is_new, at, xid from open_conversation($1, $2, $3, $4, $5, $6)
      """;

  /// Unread messages are counted up to 10,000, so that one neglected conversation cannot make a
  /// list slow.
  private static final String OF_MEMBER =
      """
      select c.id, c.kind, c.title, c.created_by, c.created_at, c.last_seq, m.read_seq, m.delivered_seq, c.last_at,
             unread.n, c.member_count, mentions.n, threads.n, c.disappear_after_s, s.muted_until as silent_until,
             s.archived, s.pinned, s.marked_unread, last.*, c.description, c.picture, c.history_joined,
             c.members_may_invite, c.announcement, c.slow_mode_s, c.no_forwarding, m.role, m.visible_from_seq,
             m.muted_until, request.conversation_id is not null as is_request
        from conversation_member m
        join conversation c on c.id = m.conversation_id
        left join conversation_setting s on s.user_id = m.user_id and s.conversation_id = c.id
        left join message_request request on request.conversation_id = c.id and request.user_id = m.user_id
       cross join lateral (
             select count(*) as n
               from (select 1 from event e
                      where e.conversation_id = c.id and e.seq > m.read_seq and e.seq >= m.visible_from_seq
                        and e.kind = 0 and e.sender_id <> m.user_id
                        and e.body is not null and not coalesce(e.detail ? 'thread', false)
                        and %1$s
                      limit 10000) counted) unread
       cross join lateral (
             select count(*) as n
               from (select distinct x.seq
                       from mention x
                       join event e on e.conversation_id = x.conversation_id and e.seq = x.seq
                      where x.conversation_id = c.id and x.user_id in (m.user_id, 0) and x.seq > m.read_seq
                        and x.thread is null
                        and e.sender_id <> m.user_id and e.body is not null
                        and %1$s
                      limit 1000) counted) mentions
       cross join lateral (
             select count(*) as n
               from (select 1 from thread_member t
                      where t.user_id = m.user_id and t.conversation_id = c.id and t.following
                        and exists (select 1 from event e
                                     where e.conversation_id = c.id and (e.detail ->> 'thread')::bigint = t.root
                                       and e.detail ? 'thread' and e.seq > t.read_seq
                                       and e.sender_id <> m.user_id and e.body is not null
                                       and %1$s)
                      limit 100) counted) threads
        left join lateral (
             select %2$s
               from event e
              where e.conversation_id = c.id and e.seq >= m.visible_from_seq and e.kind = 0
              order by e.seq desc
              limit 1) last on true
      """
          .formatted(Shown.to("m.user_id", "$2"), EventRow.columnsFor("m.user_id"));

  private static final String ONE =
      OF_MEMBER
          + """
           where m.user_id = $1 and m.conversation_id = $3
          """;

  private static final String NEWEST_FIRST =
      OF_MEMBER
          + """
           where m.user_id = $1 and ($3::timestamptz is null or (c.last_at, c.id) < ($3, $4))
             and (request.conversation_id is not null) = $6 and not coalesce(request.declined, false)
             and (m.visible_from_seq = 1 or c.last_seq >= m.visible_from_seq)
           order by c.last_at desc, c.id desc
           limit $5
          """;

  private static final String FORBIDS_FORWARDING =
      """
      select no_forwarding from conversation where id = $1
      """;

  private static final String OWN =
      """
      select id, is_new from own_conversation($1, $2)
      """;

  private static final int LAST_AT = 18;
  private static final String IS_QUIET =
      """
      select restricted and kind = 0 from conversation where id = $1
      """;

  private static final String ANSWER_REQUEST =
      """
      select refusal, sender from answer_request($1, $2, $3)
      """;

  /// What became of an answer to a request.
  ///
  /// @param refusal why there is nothing to answer, or null
  /// @param sender who asked, null when nobody did
  public record RequestAnswered(ErrorCode refusal, UserId sender) {}

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public ConversationRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Fails with BLOCKED for somebody who has blocked the other one.
  ///
  /// @param members both, the lower id first
  /// @param requestMessages so many may be written where the other one has to be asked first
  public Future<Opened> openDirect(
      ConversationId id, UserId by, List<UserId> members, int requestMessages) {
    return database
        .run(
            OPEN_DIRECT,
            id.value(),
            by.value(),
            members.stream().map(UserId::value).toArray(Long[]::new),
            requestMessages)
        .map(rows -> rows.iterator().next())
        .map(
            row -> {
              if (row.getString(4) != null) {
                throw new Failure.Forbidden(
                    ErrorCode.valueOf(row.getString(4)), "you have blocked them");
              }
              return opened(row);
            });
  }

  /// @param members for a direct conversation both, the lower id first
  public Future<Opened> open(
      ConversationId id, Kind kind, String title, UserId by, List<UserId> members) {
    return open(id, kind, title, by, members, null);
  }

  /// @param clientId its maker's name for a group, null for none
  public Future<Opened> open(
      ConversationId id,
      Kind kind,
      String title,
      UserId by,
      List<UserId> members,
      String clientId) {
    return database
        .run(
            OPEN,
            id.value(),
            (short) kind.ordinal(),
            title,
            by.value(),
            members.stream().map(UserId::value).toArray(Long[]::new),
            clientId)
        .map(rows -> opened(rows.iterator().next()));
  }

  /// The conversation of somebody with themselves.
  ///
  /// @param id of it, when there was none
  public Future<Opened> own(ConversationId id, UserId user) {
    return database
        .run(OWN, user.value(), id.value())
        .map(rows -> rows.iterator().next())
        .map(row -> new Opened(new ConversationId(row.getLong(0)), row.getBoolean(1), null, null));
  }

  /// Empty when there is no such conversation or the user is not in it.
  public Future<Optional<Conversation>> find(UserId user, ConversationId conversation) {
    return database
        .run(ONE, user.value(), now(), conversation.value())
        .map(rows -> list(rows).stream().findFirst());
  }

  public Future<Boolean> forbidsForwarding(ConversationId conversation) {
    return database
        .run(FORBIDS_FORWARDING, conversation.value())
        .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
  }

  /// Whether it is of two people who are not to hear of each other.
  public Future<Boolean> isQuiet(ConversationId conversation) {
    return database
        .run(IS_QUIET, conversation.value())
        .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
  }

  public Future<RequestAnswered> answerRequest(
      UserId user, ConversationId conversation, boolean accepted) {
    return database
        .run(ANSWER_REQUEST, conversation.value(), user.value(), accepted)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new RequestAnswered(
                    row.getString(0) == null ? null : ErrorCode.valueOf(row.getString(0)),
                    row.getLong(1) == null ? null : new UserId(row.getLong(1))));
  }

  /// Without those that the user has cleared and in which nothing has happened since.
  ///
  /// @param after null for the first page
  /// @param requests those that wait for the user's answer, or all others
  public Future<List<Conversation>> newestFirst(
      UserId user, Place after, int limit, boolean requests) {
    OffsetDateTime at = after == null ? null : after.lastAt().atOffset(ZoneOffset.UTC);
    Long id = after == null ? null : after.id().value();
    return database.run(NEWEST_FIRST, user.value(), now(), at, id, limit, requests).map(this::list);
  }

  private static Opened opened(Row row) {
    return new Opened(
        new ConversationId(row.getLong(0)),
        row.getBoolean(1),
        Rows.instant(row, 2),
        row.getLong(3));
  }

  private List<Conversation> list(RowSet<Row> rows) {
    Instant now = clock.instant();
    return Rows.list(rows, row -> conversation(row, now));
  }

  private static Conversation conversation(Row row, Instant now) {
    return new Conversation(
        new ConversationId(row.getLong(0)),
        Kind.values()[row.getShort(1)],
        row.getString(2),
        new UserId(row.getLong(3)),
        Rows.instant(row, 4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(9),
        row.getLong(11),
        row.getLong(12),
        settings(row, now),
        row.getInteger(13),
        EventRow.eventFrom(row, LAST_AT, now),
        Rows.instant(row, 8),
        row.getInteger(10),
        Kind.values()[row.getShort(1)] == Kind.GROUP ? group(row, now) : null,
        row.getBoolean("is_request") ? true : null,
        null);
  }

  private static GroupView group(Row row, Instant now) {
    Instant mutedUntil = Rows.instant(row, row.getColumnIndex("muted_until"));
    return new GroupView(
        row.getString("description"),
        row.getString("picture"),
        new GroupSettings(
            row.getBoolean("history_joined") ? Visibility.JOINED : Visibility.ALL,
            row.getBoolean("members_may_invite"),
            row.getBoolean("announcement"),
            row.getInteger("slow_mode_s"),
            row.getBoolean("no_forwarding")),
        Role.values()[row.getShort("role")],
        row.getLong("visible_from_seq"),
        mutedUntil != null && mutedUntil.isAfter(now) ? mutedUntil : null);
  }

  /// Null when nothing is set.
  private static ConversationSettings settings(Row row, Instant now) {
    Instant muted = Rows.instant(row, row.getColumnIndex("silent_until"));
    ConversationSettings settings =
        new ConversationSettings(
            muted != null && muted.isAfter(now) ? muted : null,
            trueOrNull(row, "archived"),
            trueOrNull(row, "pinned"),
            trueOrNull(row, "marked_unread"));
    return settings.equals(ConversationSettings.USUAL) ? null : settings;
  }

  private static Boolean trueOrNull(Row row, String column) {
    return Boolean.TRUE.equals(row.getBoolean(column)) ? true : null;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
