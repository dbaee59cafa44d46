package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Audience;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/// Who had a story that is not there for them any more.
public final class GoneRepository {

  /// @param isAudience whether they are told: the story would be there for them
  public record Target(UserId user, boolean isAudience) {}

  public record Reshared(StoryId story, UserId by) {}

  static final String TARGETS =
      """
      select target.id, exists (select from deleted_for(target.id, $4) f where f.id = s.id)
        from story s
       cross join lateral story_targets(s.author_id, s.audience, s.audience_ids, $2, $3) as target(id)
       where s.id = $1
       order by target.id
      """;

  static final String NARROWED =
      """
      select target.id,
             exists (select from such_story_for(target.id, $4, was))
               and not exists (select from story_for(target.id, $4) f where f.id = s.id)
        from story s
       cross join lateral jsonb_populate_record(s, jsonb_build_object(
               'audience', $5::smallint, 'audience_ids', $6::bigint[], 'audience_users', $7::bigint[])) was
       cross join lateral story_targets(s.author_id, was.audience, was.audience_ids, $2, $3) as target(id)
       where s.id = $1
       order by target.id
      """;

  private static final String RESHARES =
      "select id, author_id from story where reshare_of = $1 and deleted_at = $2";

  private final Database database;

  public GoneRepository(Database database) {
    this.database = database;
  }

  /// Those whose feeds it may have been in, behind this one in the order of their ids.
  public Future<List<Target>> targets(StoryId deleted, UserId after, int limit, Instant now) {
    return database
        .run(TARGETS, deleted.value(), after.value(), limit, time(now))
        .map(rows -> Rows.list(rows, GoneRepository::target));
  }

  /// As [#targets], of a story that has another audience now: whoever lost it by that is the
  /// audience here.
  public Future<List<Target>> narrowed(
      StoryId story, Audience was, UserId after, int limit, Instant now) {
    AudienceColumns columns = AudienceColumns.of(was);
    return database
        .run(
            NARROWED,
            story.value(),
            after.value(),
            limit,
            time(now),
            columns.kind(),
            columns.ids(),
            columns.users())
        .map(rows -> Rows.list(rows, GoneRepository::target));
  }

  /// What was deleted then because it showed this story again.
  public Future<List<Reshared>> reshares(StoryId deleted, Instant at) {
    return database
        .run(RESHARES, deleted.value(), time(at))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row -> new Reshared(new StoryId(row.getLong(0)), new UserId(row.getLong(1)))));
  }

  private static Target target(Row row) {
    return new Target(new UserId(row.getLong(0)), row.getBoolean(1));
  }
}
