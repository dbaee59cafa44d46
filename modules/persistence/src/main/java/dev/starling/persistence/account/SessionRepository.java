package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Signed-in devices.
public final class SessionRepository {

  private static final String ADD =
      """
      insert into session (id, account_id, device, created_at, last_used_at, expires_at)
      values ($1, $2, $3, $4, $4, $5)
      """;

  /// The row lock lets exactly one of several through: the others find a generation later than
  /// theirs.
  private static final String REFRESH =
      """
      update session
         set generation = generation + 1, last_used_at = $4, expires_at = $5
       where id = $2 and account_id = $1 and generation = $3 and revoked_at is null and expires_at > $4
      returning generation
      """;

  private static final String STATE =
      """
      select generation, revoked_at is not null from session where id = $2 and account_id = $1
      """;

  private static final String NEWEST_FIRST =
      """
      select id, device, created_at, last_used_at, id = $2
        from session
       where account_id = $1 and revoked_at is null and expires_at > $3 and id < $4
       order by id desc
       limit $5
      """;

  private static final String REVOKE =
      """
      update session
         set revoked_at = coalesce(revoked_at, $3),
             revoked_xid = coalesce(revoked_xid, pg_current_xact_id()::text::bigint)
       where id = $2 and account_id = $1
      returning id
      """;

  /// One statement, so that both halves see the same snapshot.
  private static final String REVOKED_SINCE =
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
             array(select id from session where revoked_xid >= $1 and revoked_at > $2)
      """;

  private static final String DELETE_OVER =
      """
      delete from session
       where id in (select id from session where expires_at < $1 limit $2 for update skip locked)
      """;

  /// Where a session stands.
  ///
  /// @param generation of the refresh token that counts
  public record State(int generation, boolean isRevoked) {}

  private final Database database;

  public SessionRepository(Database database) {
    this.database = database;
  }

  public Future<Void> add(NewSession session) {
    return database
        .run(
            ADD,
            session.id().value(),
            session.user().value(),
            session.device(),
            at(session.createdAt()),
            at(session.expiresAt()))
        .mapEmpty();
  }

  /// The next generation, or empty when this one does not count, or the session is over.
  public Future<Optional<Integer>> refresh(
      UserId user, SessionId session, int generation, Instant now, Instant expiresAt) {
    return database
        .run(REFRESH, user.value(), session.value(), generation, at(now), at(expiresAt))
        .map(rows -> rows.stream().findFirst().map(row -> row.getInteger(0)));
  }

  public Future<Optional<State>> state(UserId user, SessionId session) {
    return database
        .run(STATE, user.value(), session.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new State(row.getInteger(0), row.getBoolean(1))));
  }

  /// Those that are not over.
  ///
  /// @param current the one to be marked
  /// @param before null for the first page
  public Future<List<Session>> newestFirst(
      UserId user, SessionId current, Instant now, SessionId before, int limit) {
    long beforeId = before == null ? Long.MAX_VALUE : before.value();
    return database
        .run(NEWEST_FIRST, user.value(), current.value(), at(now), beforeId, limit)
        .map(rows -> rows.stream().map(SessionRepository::session).toList());
  }

  /// Whether the user has, or had, such a session. Revoking twice is the same as once.
  public Future<Boolean> revoke(UserId user, SessionId session, Instant now) {
    return database
        .run(REVOKE, user.value(), session.value(), at(now))
        .map(rows -> rows.size() > 0);
  }

  /// Asked again and again with the last answer's horizon, it misses nothing, whatever the clocks
  /// say and however long a transaction takes; it may repeat itself.
  ///
  /// @param horizon zero to begin with
  /// @param after older revocations are of no interest any more
  public Future<RevokedSessions> revokedSince(long horizon, Instant after) {
    return database
        .run(REVOKED_SINCE, horizon, at(after))
        .map(rows -> revoked(rows.iterator().next()));
  }

  public Future<Integer> deleteOver(Instant before, int limit) {
    return database.run(DELETE_OVER, at(before), limit).map(rows -> rows.rowCount());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Session session(Row row) {
    return new Session(
        new SessionId(row.getLong(0)),
        row.getString(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        row.getBoolean(4));
  }

  private static RevokedSessions revoked(Row row) {
    return new RevokedSessions(
        Stream.of(row.getArrayOfLongs(1)).map(SessionId::new).toList(), row.getLong(0));
  }
}
