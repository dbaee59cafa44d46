package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.FollowedThread;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal.ThreadStanding;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who follows which thread, and how far they have read it. Only members of the conversation do.
public final class ThreadRepository {

  /// Where a page of the list begins: behind the thread with this activity and root.
  public record Place(Instant lastAt, ConversationId conversation, long root) {}

  /// What one has not read in the thread of a row `t` of `thread_member`. Counted up to 1,000. `%s`
  /// is what is [Shown].
  private static final String UNREAD =
      """
      (select count(*)
         from (select 1 from event e
                where e.conversation_id = t.conversation_id and (e.detail ->> 'thread')::bigint = t.root
                  and e.detail ? 'thread' and e.seq > t.read_seq and e.sender_id <> t.user_id and e.body is not null
                  and %s
                limit 1000) counted)
      """;

  private static final String MENTIONS =
      """
      (select count(*)
         from (select distinct x.seq from mention x
                 join event e on e.conversation_id = x.conversation_id and e.seq = x.seq
                where x.conversation_id = t.conversation_id and x.user_id in (t.user_id, 0)
                  and x.thread = t.root and x.seq > t.read_seq and e.sender_id <> t.user_id and e.body is not null
                  and %s
                limit 1000) counted)
      """;

  /// Nobody can have read what is not there.
  private static final String READ =
      """
      insert into thread_member as t (conversation_id, root, user_id, following, read_seq)
        select h.conversation_id, h.root, m.user_id, false, least($4, h.last_seq)
          from thread h
          join conversation_member m on m.conversation_id = h.conversation_id and m.user_id = $1
         where h.conversation_id = $2 and h.root = $3
      on conflict (conversation_id, root, user_id) do update set read_seq = greatest(t.read_seq, excluded.read_seq)
      """;

  /// Who begins to follow has nothing to catch up with.
  private static final String FOLLOW =
      """
      insert into thread_member as t (conversation_id, root, user_id, following, read_seq)
        select e.conversation_id, e.seq, m.user_id, $4, coalesce(h.last_seq, e.seq)
          from event e
          join conversation_member m on m.conversation_id = e.conversation_id and m.user_id = $1
          left join thread h on h.conversation_id = e.conversation_id and h.root = e.seq
         where e.conversation_id = $2 and e.seq = $3 and e.kind = 0 and e.seq >= m.visible_from_seq
           and not coalesce(e.detail ? 'thread', false)
      on conflict (conversation_id, root, user_id) do update
        set following = excluded.following,
            read_seq = case when excluded.following and not t.following then greatest(t.read_seq, excluded.read_seq)
                            else t.read_seq end
      """;

  private static final String STANDING =
      """
      select t.conversation_id, t.root, t.following, t.read_seq, %s
        from thread_member t
       where t.user_id = $1 and t.conversation_id = $2 and t.root = $3
      """
          .formatted(UNREAD.formatted(Shown.to("t.user_id", "$4")));

  private static final String FOLLOWED =
      """
      select t.read_seq, %s, %s, t.last_seq, t.last_at, %s
        from (select m.*, h.last_seq, h.last_at
                from thread_member m
                join thread h on h.conversation_id = m.conversation_id and h.root = m.root
                join conversation_member c on c.conversation_id = m.conversation_id and c.user_id = m.user_id
               where m.user_id = $1 and m.following and m.root >= c.visible_from_seq
                 and ($2::timestamptz is null or (h.last_at, m.conversation_id, m.root) < ($2, $3, $4))
               order by h.last_at desc, m.conversation_id desc, m.root desc
               limit $5) t
        join event e on e.conversation_id = t.conversation_id and e.seq = t.root
       order by t.last_at desc, t.conversation_id desc, t.root desc
      """
          .formatted(
              UNREAD.formatted(Shown.to("t.user_id", "$6")),
              MENTIONS.formatted(Shown.to("t.user_id", "$6")),
              EventRow.columnsFor("$1"));

  private static final int ROOT = 5;

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public ThreadRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Where the member stands after it; empty when there is no such thread, or they are no member.
  public Future<Optional<ThreadStanding>> read(
      UserId user, ConversationId conversation, long root, long seq) {
    return database
        .run(READ, user.value(), conversation.value(), root, seq)
        .compose(done -> standing(done, user, conversation, root));
  }

  /// Where the member stands after it; empty when that is no root, or they are no member.
  public Future<Optional<ThreadStanding>> follow(
      UserId user, ConversationId conversation, long root, boolean following) {
    return database
        .run(FOLLOW, user.value(), conversation.value(), root, following)
        .compose(done -> standing(done, user, conversation, root));
  }

  /// Latest activity first.
  ///
  /// @param after null for the first page
  public Future<List<FollowedThread>> followed(UserId user, Place after, int limit) {
    OffsetDateTime at = after == null ? null : after.lastAt().atOffset(ZoneOffset.UTC);
    Long conversation = after == null ? null : after.conversation().value();
    Long root = after == null ? null : after.root();
    return database
        .run(FOLLOWED, user.value(), at, conversation, root, limit, now())
        .map(this::followed);
  }

  private Future<Optional<ThreadStanding>> standing(
      RowSet<Row> done, UserId user, ConversationId conversation, long root) {
    return done.rowCount() == 0
        ? Future.succeededFuture(Optional.empty())
        : database
            .run(STANDING, user.value(), conversation.value(), root, now())
            .map(rows -> Optional.of(standing(rows.iterator().next())));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static ThreadStanding standing(Row row) {
    return new ThreadStanding(
        new ConversationId(row.getLong(0)),
        row.getLong(1),
        row.getBoolean(2),
        row.getLong(3),
        row.getLong(4));
  }

  private List<FollowedThread> followed(RowSet<Row> rows) {
    Instant now = clock.instant();
    List<FollowedThread> threads = new ArrayList<>(rows.size());
    for (Row row : rows) {
      var root = (ConversationEvent.Message) EventRow.eventFrom(row, ROOT, now);
      threads.add(
          new FollowedThread(
              root.conversation(),
              root,
              row.getLong(0),
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getOffsetDateTime(4).toInstant()));
    }
    return threads;
  }
}
