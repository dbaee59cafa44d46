package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;

/// People by the beginning of a name.
public final class PeopleRepository {

  /// Where a person stands in the list: those whose username begins with what is looked for come
  /// first, then those whose display name does.
  ///
  /// @param byDisplayName false for the first kind
  /// @param name what they are sorted by, in lower case
  public record Place(boolean byDisplayName, String name, UserId user) {
    public static final Place FIRST = new Place(false, "", new UserId(0));
  }

  public record Found(Place place, User user) {}

  /// Ranges instead of patterns: nothing to escape, and an index range whatever the planner knows
  /// of the parameter. No text with the prefix sorts behind the prefix and the last character there
  /// is.
  static final String BY_PREFIX =
      """
      select * from (
        (select false as by_display_name, username_key as name, id, username, display_name
           from account
          where not $2
            and username_key ~>=~ lower($1) and username_key ~<~ (lower($1) || chr(1114111))
            and username_key ~>~ $3
          order by username_key using ~<~
          limit $5)
        union all
        (select true, lower(display_name), id, username, display_name
           from account
          where lower(display_name) ~>=~ lower($1) and lower(display_name) ~<~ (lower($1) || chr(1114111))
            and not (username_key ~>=~ lower($1) and username_key ~<~ (lower($1) || chr(1114111)))
            and (not $2
                 or lower(display_name) ~>~ $3
                 or (lower(display_name) = $3 and id > $4))
          order by lower(display_name) using ~<~, id
          limit $5)) found
       order by by_display_name, name using ~<~, id
       limit $5
      """;

  private final Database database;

  public PeopleRepository(Database database) {
    this.database = database;
  }

  public Future<List<Found>> byPrefix(String prefix, Place after, int limit) {
    return database
        .run(BY_PREFIX, prefix, after.byDisplayName(), after.name(), after.user().value(), limit)
        .map(rows -> Rows.list(rows, PeopleRepository::found));
  }

  private static Found found(Row row) {
    UserId id = new UserId(row.getLong(2));
    return new Found(
        new Place(row.getBoolean(0), row.getString(1), id),
        new User(id, row.getString(3), row.getString(4)));
  }
}
