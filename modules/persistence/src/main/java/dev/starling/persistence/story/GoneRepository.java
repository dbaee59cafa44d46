package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/// Who had a story that was deleted.
public final class GoneRepository {

  /// @param isAudience whether the story would be there for them
  public record Target(UserId user, boolean isAudience) {}

  static final String TARGETS =
      """
      select target.id, exists (select from deleted_for(target.id, $4) f where f.id = s.id)
        from story s
       cross join lateral story_targets(s.author_id, s.audience, s.audience_ids, $2, $3) as target(id)
       where s.id = $1
       order by target.id
      """;

  private final Database database;

  public GoneRepository(Database database) {
    this.database = database;
  }

  /// Those whose feeds it may have been in, behind this one in the order of their ids.
  public Future<List<Target>> targets(StoryId deleted, UserId after, int limit, Instant now) {
    return database
        .run(TARGETS, deleted.value(), after.value(), limit, time(now))
        .map(
            rows ->
                Rows.list(rows, row -> new Target(new UserId(row.getLong(0)), row.getBoolean(1))));
  }
}
