package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import dev.starling.wire.search.SavedSearch;
import dev.starling.wire.search.SearchMessages;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/// Searches that people keep.
public final class SavedSearchRepository {

  /// Nothing when there are too many. Whoever saves two at once may come to have one more.
  private static final String SAVE =
      """
      insert into saved_search as s (user_id, name, search, at)
        select $1, $2, $3, clock_timestamp()
         where (select count(*) from saved_search o where o.user_id = $1 and o.name <> $2) < $4
      on conflict (user_id, name) do update set search = excluded.search, at = excluded.at
      returning s.name, s.search, s.at
      """;

  private static final String BY_NAME =
      """
      select name, search, at from saved_search where user_id = $1 order by name
      """;

  private static final String FORGET =
      """
      delete from saved_search where user_id = $1 and name = $2
      """;

  private final Database database;

  public SavedSearchRepository(Database database) {
    this.database = database;
  }

  /// Under a name that is there already it takes the other's place. Empty when there are too many.
  public Future<Optional<SavedSearch>> save(
      UserId user, String name, SearchMessages search, int max) {
    return database
        .run(SAVE, user.value(), name, Json.write(search), max)
        .map(rows -> Rows.list(rows, SavedSearchRepository::saved).stream().findFirst());
  }

  public Future<List<SavedSearch>> all(UserId user) {
    return database
        .run(BY_NAME, user.value())
        .map(rows -> Rows.list(rows, SavedSearchRepository::saved));
  }

  /// @return whether there was one
  public Future<Boolean> forget(UserId user, String name) {
    return database.run(FORGET, user.value(), name).map(rows -> rows.rowCount() > 0);
  }

  private static SavedSearch saved(Row row) {
    return new SavedSearch(
        row.getString(0),
        Json.read(row.getString(1), SearchMessages.class),
        row.getOffsetDateTime(2).toInstant());
  }
}
