package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Position;
import dev.starling.persistence.Rows;
import dev.starling.persistence.Snapshot;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which conversations changed: everywhere since a moment ago, or for one person since a cursor.
///
/// Every answer says at which position it was read, so that the next question starts exactly where
/// this one ended.
public final class ChangeRepository {

  /// A conversation, its last sequence and the transaction that gave it out.
  public record Change(ConversationId conversation, long headSeq, long xid, int memberVersion) {}

  /// Somebody who is no member any more. The change is the last one that is theirs.
  public record Departure(UserId user, Change last) {}

  public record Changes(Position asOf, List<Change> changes) {
    public Changes {
      changes = List.copyOf(changes);
    }
  }

  /// How long recent changes are kept. Whoever looks less often starts over.
  public static final Duration RECENT_FOR = Duration.ofMinutes(2);

  private static final String NOW =
      """
      select database_epoch(), pg_current_snapshot()::text, clock_timestamp()
      """;

  /// A left join, so that the position comes even when nothing changed.
  private static final String RECENT =
      """
      select now.epoch, now.snapshot, now.at, r.xid, r.conversations, r.heads, r.member_versions
        from (select database_epoch() as epoch, pg_current_snapshot()::text as snapshot, clock_timestamp() as at) now
        left join recent_change r on r.xid >= $1 and (r.xid >= $2 or r.xid = any ($3))
       order by r.xid
      """;

  /// Looks only at conversations that were active since the day of the position. Those one is not
  /// in any more are as they were when one left.
  private static final String OF_MEMBER =
      """
      select now.epoch, now.snapshot, now.at, c.last_xid, c.id, c.last_seq, c.member_version
        from (select database_epoch() as epoch, pg_current_snapshot()::text as snapshot, clock_timestamp() as at) now
        left join (
               select c.id, c.last_seq, c.last_xid, c.member_version
                 from conversation_member m
                 join conversation c on c.id = m.conversation_id
                where m.user_id = $1 and m.active_on >= $2
                  and (c.last_xid >= $3 or c.last_xid = any ($4))
               union all
               select f.conversation_id, f.until_seq, f.xid, c.member_version
                 from former_member f
                 join conversation c on c.id = f.conversation_id
                where f.user_id = $1 and f.active_on >= $2 and (f.xid >= $3 or f.xid = any ($4))
                order by last_xid desc
                limit $5) c on true
       order by c.last_xid
      """;

  /// By its index on transactions.
  private static final String DEPARTED =
      """
      select f.conversation_id, f.until_seq, f.xid, f.user_id
        from former_member f
       where f.xid >= $1 and (f.xid >= $2 or f.xid = any ($3))
      """;

  /// Hooks may be behind, for an hour at most: then they start over.
  private static final String FORGET =
      """
      delete from recent_change
       where at < clock_timestamp() - make_interval(secs => $1)
         and (at < (select coalesce(min(at), 'infinity') from hook_point) - interval '1 minute'
              or at < clock_timestamp() - interval '1 hour')
      """;

  private static final long SECONDS_OF_DAY = 86_400;

  /// Covers any distance between a commit's time and the moment it became visible, many times.
  private static final long SLACK_SECONDS = 3_600;

  private final Database database;

  public ChangeRepository(Database database) {
    this.database = database;
  }

  public Future<Position> now() {
    return database.run(NOW).map(rows -> position(rows.iterator().next()));
  }

  /// What was committed in the whole cluster since the snapshot, which must not be older than
  /// [#RECENT_FOR].
  public Future<Changes> since(Snapshot snapshot) {
    return database
        .run(RECENT, snapshot.xmin(), snapshot.xmax(), inProgress(snapshot))
        .map(
            rows -> {
              List<Change> changes = new ArrayList<>();
              rows.forEach(row -> addBatch(changes, row));
              return new Changes(position(rows.iterator().next()), changes);
            });
  }

  /// The user's conversations with events that the position does not include, the longest unchanged
  /// first; of more than the limit those that changed last.
  public Future<Changes> since(Position position, UserId user, int limit) {
    Snapshot snapshot = position.snapshot();
    int day = (int) ((position.at().getEpochSecond() - SLACK_SECONDS) / SECONDS_OF_DAY);
    return database
        .run(OF_MEMBER, user.value(), day, snapshot.xmax(), inProgress(snapshot), limit)
        .map(
            rows -> {
              List<Change> changes = new ArrayList<>();
              rows.forEach(row -> addOne(changes, row));
              return new Changes(position(rows.iterator().next()), changes);
            });
  }

  /// Whose memberships ended in the whole cluster since the snapshot, and the last event each may
  /// see.
  public Future<List<Departure>> departedSince(Snapshot snapshot) {
    return database
        .run(DEPARTED, snapshot.xmin(), snapshot.xmax(), inProgress(snapshot))
        .map(rows -> Rows.list(rows, ChangeRepository::departure));
  }

  public Future<Void> forgetOld() {
    return database.run(FORGET, (double) RECENT_FOR.toSeconds()).mapEmpty();
  }

  private static void addBatch(List<Change> changes, Row row) {
    Long xid = row.getLong(3);
    if (xid == null) {
      return;
    }
    Long[] conversations = row.getArrayOfLongs(4);
    Long[] heads = row.getArrayOfLongs(5);
    Integer[] versions = row.getArrayOfIntegers(6);
    for (int i = 0; i < conversations.length; i++) {
      changes.add(new Change(new ConversationId(conversations[i]), heads[i], xid, versions[i]));
    }
  }

  private static void addOne(List<Change> changes, Row row) {
    Long xid = row.getLong(3);
    if (xid != null) {
      changes.add(
          new Change(new ConversationId(row.getLong(4)), row.getLong(5), xid, row.getInteger(6)));
    }
  }

  private static Departure departure(Row row) {
    Change last = new Change(new ConversationId(row.getLong(0)), row.getLong(1), row.getLong(2), 0);
    return new Departure(new UserId(row.getLong(3)), last);
  }

  private static Object inProgress(Snapshot snapshot) {
    return snapshot.inProgress().toArray(Long[]::new);
  }

  private static Position position(Row row) {
    return new Position(
        row.getString(0), Snapshot.parse(row.getString(1)), row.getOffsetDateTime(2).toInstant());
  }
}
