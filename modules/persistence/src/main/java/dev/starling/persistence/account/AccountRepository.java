package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Names;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.ZoneOffset;
import java.util.Optional;

/// Accounts, found by id or by username. [PeopleRepository] finds them by how they begin.
public final class AccountRepository {

  private static final String USERNAME_INDEX = "account_by_username";

  private static final String ADD =
      """
      insert into account (id, username, username_key, display_name, display_key, password_hash, created_at)
      values ($1, $2, $3, $4, case when starts_with($3, $5) then null else $5 end, $6, $7)
      """;

  private static final String CREDENTIALS =
      """
      select id, username, display_name, password_hash
        from account
       where username_key = $1 and owner_id is null
      """;

  private static final String FIND =
      """
      select id, username, display_name from account where id = $1
      union all
      select id, null, null from deleted_account where id = $1
      """;

  private static final String RENAME =
      """
      update account
         set display_name = $2, display_key = case when starts_with(username_key, $3) then null else $3 end
       where id = $1
      returning id, username, display_name
      """;

  private static final String REPLACE_HASH =
      """
      update account set password_hash = $3 where id = $1 and password_hash = $2
      """;

  private final Database database;

  public AccountRepository(Database database) {
    this.database = database;
  }

  /// Fails with what [#isUsernameTaken] tells when the username is somebody's already.
  public Future<Void> add(NewAccount account) {
    return database
        .run(
            ADD,
            account.id().value(),
            account.username(),
            Names.key(account.username()),
            account.displayName(),
            Names.key(account.displayName()),
            account.passwordHash(),
            account.createdAt().atOffset(ZoneOffset.UTC))
        .mapEmpty();
  }

  public static boolean isUsernameTaken(Throwable cause) {
    return Database.violates(cause, USERNAME_INDEX);
  }

  /// Of a person: a bot signs in with tokens only.
  public Future<Optional<Credentials>> credentials(String username) {
    return database
        .run(CREDENTIALS, Names.key(username))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row -> new Credentials(UserRow.user(row), row.getString("password_hash"))));
  }

  /// Also of somebody whose account is gone.
  public Future<Optional<User>> find(UserId id) {
    return database.run(FIND, id.value()).map(AccountRepository::first);
  }

  public Future<Optional<User>> rename(UserId id, String displayName) {
    return database
        .run(RENAME, id.value(), displayName, Names.key(displayName))
        .map(AccountRepository::first);
  }

  /// Does nothing when the hash is not the old one any more.
  public Future<Void> replaceHash(UserId id, String oldHash, String newHash) {
    return database.run(REPLACE_HASH, id.value(), oldHash, newHash).mapEmpty();
  }

  private static Optional<User> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(UserRow::user);
  }
}
