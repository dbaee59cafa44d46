package dev.starling.persistence.safety;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Who moderates, and whom they have suspended.
public final class ModeratorRepository {

  private static final String ADD =
      """
      with person as (
        select id from account where id = $1
      ), added as (
        insert into moderator (user_id) select id from person on conflict do nothing
      )
      select exists (select from person)
      """;

  private static final String REMOVE =
      """
      delete from moderator where user_id = $1
      """;

  private static final String IS_ONE =
      """
      select exists (select from moderator where user_id = $1)
      """;

  private static final String SUSPEND =
      """
      insert into suspension as s (user_id, until) values ($1, $2)
      on conflict (user_id) do update set until = greatest(s.until, excluded.until)
      """;

  private static final String SUSPENDED_UNTIL =
      """
      select until from suspension where user_id = $1 and until > $2
      """;

  /// Also of the bots that are theirs.
  private static final String END_SESSIONS =
      """
      update session
         set revoked_at = $2, revoked_xid = pg_current_xact_id()::text::bigint
       where revoked_at is null
         and account_id in (select id from account where id = $1 or owner_id = $1)
      returning id
      """;

  private final Database database;

  public ModeratorRepository(Database database) {
    this.database = database;
  }

  /// Whether there is such a person; they moderate then.
  public Future<Boolean> add(UserId user) {
    return database.run(ADD, user.value()).map(rows -> rows.iterator().next().getBoolean(0));
  }

  public Future<Void> remove(UserId user) {
    return database.run(REMOVE, user.value()).mapEmpty();
  }

  public Future<Boolean> isModerator(UserId user) {
    return database.run(IS_ONE, user.value()).map(rows -> rows.iterator().next().getBoolean(0));
  }

  /// Never shorter than before.
  public Future<Void> suspend(UserId user, Instant until) {
    return database.run(SUSPEND, user.value(), until.atOffset(ZoneOffset.UTC)).mapEmpty();
  }

  /// Empty for who is not suspended.
  public Future<Optional<Instant>> suspendedUntil(UserId user, Instant now) {
    return database
        .run(SUSPENDED_UNTIL, user.value(), now.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.stream().findFirst().map(row -> row.getOffsetDateTime(0).toInstant()));
  }

  /// Ends all of somebody's sessions: those that were not over.
  public Future<List<SessionId>> endSessions(UserId user, Instant now) {
    return database
        .run(END_SESSIONS, user.value(), now.atOffset(ZoneOffset.UTC))
        .map(rows -> Rows.list(rows, row -> new SessionId(row.getLong(0))));
  }
}
