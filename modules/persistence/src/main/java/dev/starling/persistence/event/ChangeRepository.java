package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Snapshot;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which conversations changed: everywhere since a moment ago, or for one person since a cursor.
///
/// Every answer comes with the snapshot it was read in, so that the next question can start exactly
/// where this one ended.
public final class ChangeRepository {

  /// A conversation, its last sequence and the transaction that gave it out.
  public record Change(ConversationId conversation, long headSeq, long xid) {}

  public record Changes(Snapshot asOf, Instant at, List<Change> changes) {
    public Changes {
      changes = List.copyOf(changes);
    }
  }

  private static final String NOW = "select pg_current_snapshot()::text, clock_timestamp()";

  /// A left join, so that the snapshot comes even when nothing changed.
  private static final String RECENT =
      """
      select now.snapshot, now.at, r.xid, r.conversations, r.heads
        from (select pg_current_snapshot()::text as snapshot, clock_timestamp() as at) now
        left join recent_change r on r.xid >= $1 and (r.xid >= $2 or r.xid = any ($3))
       order by r.xid
      """;

  /// Looks only at conversations that were active since the day of the cursor.
  private static final String OF_MEMBER =
      """
      select now.snapshot, now.at, c.id, c.last_seq, c.last_xid
        from (select pg_current_snapshot()::text as snapshot, clock_timestamp() as at) now
        left join (
               select c.id, c.last_seq, c.last_xid
                 from conversation_member m
                 join conversation c on c.id = m.conversation_id
                where m.user_id = $1 and m.active_on >= $2
                  and (c.last_xid >= $3 or c.last_xid = any ($4))
                order by c.last_xid
                limit $5) c on true
       order by c.last_xid
      """;

  private static final String FORGET = "delete from recent_change where at < now() - $1::interval";

  /// How long recent changes are kept. Whoever looks less often starts over.
  public static final Duration RECENT_FOR = Duration.ofMinutes(2);

  private static final long SECONDS_OF_DAY = 86_400;

  /// Covers any distance between a commit's time and the moment it became visible, many times.
  private static final long SLACK_SECONDS = 3_600;

  private final Database database;

  public ChangeRepository(Database database) {
    this.database = database;
  }

  public Future<Changes> now() {
    return database
        .run(NOW)
        .map(rows -> rows.iterator().next())
        .map(row -> new Changes(snapshot(row), at(row), List.of()));
  }

  /// What was committed in the whole cluster since the snapshot, which must not be older than
  /// [#RECENT_FOR].
  public Future<Changes> since(Snapshot snapshot) {
    return database
        .run(RECENT, snapshot.xmin(), snapshot.xmax(), snapshot.inProgress().toArray(Long[]::new))
        .map(
            rows -> {
              List<Change> changes = new ArrayList<>();
              rows.forEach(row -> addRecent(changes, row));
              Row first = rows.iterator().next();
              return new Changes(snapshot(first), at(first), changes);
            });
  }

  /// The user's conversations with events that the snapshot does not include, longest unchanged
  /// first.
  ///
  /// @param at when the snapshot was taken
  public Future<Changes> since(Snapshot snapshot, Instant at, UserId user, int limit) {
    int day = (int) ((at.getEpochSecond() - SLACK_SECONDS) / SECONDS_OF_DAY);
    return database
        .run(
            OF_MEMBER,
            user.value(),
            day,
            snapshot.xmax(),
            snapshot.inProgress().toArray(Long[]::new),
            limit)
        .map(
            rows -> {
              List<Change> changes = new ArrayList<>();
              rows.forEach(
                  row -> {
                    if (row.getLong(2) != null) {
                      changes.add(
                          new Change(
                              new ConversationId(row.getLong(2)), row.getLong(3), row.getLong(4)));
                    }
                  });
              Row first = rows.iterator().next();
              return new Changes(snapshot(first), at(first), changes);
            });
  }

  public Future<Void> forgetOld() {
    return database.run(FORGET, interval(RECENT_FOR)).mapEmpty();
  }

  private static void addRecent(List<Change> changes, Row row) {
    if (row.getLong(2) == null) {
      return;
    }
    long xid = row.getLong(2);
    Long[] conversations = row.getArrayOfLongs(3);
    Long[] heads = row.getArrayOfLongs(4);
    for (int i = 0; i < conversations.length; i++) {
      changes.add(new Change(new ConversationId(conversations[i]), heads[i], xid));
    }
  }

  private static io.vertx.pgclient.data.Interval interval(Duration duration) {
    return io.vertx.pgclient.data.Interval.of(0, 0, 0, 0, 0, (int) duration.toSeconds());
  }

  private static Snapshot snapshot(Row row) {
    return Snapshot.parse(row.getString(0));
  }

  private static Instant at(Row row) {
    return row.getOffsetDateTime(1).toInstant();
  }
}
