package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Names for ids: what lists of people show.
public final class UserRepository {

  private static final String NAMED =
      """
      select id, username, display_name from account where id = any ($1)
      union all
      select id, null, null from deleted_account where id = any ($1)
      """;

  private static final String CALLED =
      """
      select username_key, id from account where username_key = any ($1)
      """;

  private final Database database;

  public UserRepository(Database database) {
    this.database = database;
  }

  /// Those of them that exist, or did.
  public Future<Map<UserId, User>> named(Collection<UserId> ids) {
    Object values = ids.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .run(NAMED, values)
        .map(
            rows -> {
              Map<UserId, User> users = HashMap.newHashMap(rows.size());
              rows.forEach(
                  row -> {
                    User user = UserRow.user(row);
                    users.put(user.id(), user);
                  });
              return users;
            });
  }

  /// Who is called so, by the key of the name. Names that nobody has are missing.
  public Future<Map<String, UserId>> called(Set<String> keys) {
    Object values = keys.toArray(String[]::new);
    return database
        .run(CALLED, values)
        .map(
            rows -> {
              Map<String, UserId> users = HashMap.newHashMap(rows.size());
              rows.forEach(row -> users.put(row.getString(0), new UserId(row.getLong(1))));
              return users;
            });
  }
}
