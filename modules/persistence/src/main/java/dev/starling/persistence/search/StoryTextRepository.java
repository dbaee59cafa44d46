package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// The stories that somebody may look through, as they are at this moment.
public final class StoryTextRepository {

  /// Where a part of the list ends: the latest stand first.
  public record Place(Instant at, long id) {

    /// Before all stories.
    public static final Place START =
        new Place(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);
  }

  /// Of whom feeds may show something, muted ones included, and of oneself; each story by the one
  /// rule of who sees what.
  static final String VISIBLE =
      """
      with candidate as (
        select $1::bigint as id
         union
        select story_authors($1)
         union
        select s.author_id
          from story s
         where s.audience = 5 and s.deleted_at is null and s.expires_at > $2
           and s.audience_ids && array(select conversation_id from conversation_member where user_id = $1)
      )
      select s.id, s.author_id, s.at, s.expires_at, searched_story(s.text, s.content, s.caption), story_marks($1, s)
        from candidate
        join story_for($1, $2) s on s.author_id = candidate.id
       where (s.at, s.id) < ($3, $4)
       order by s.at desc, s.id desc
       limit $5
      """;

  private final Database database;

  public StoryTextRepository(Database database) {
    this.database = database;
  }

  /// The latest first.
  public Future<List<StoryText>> visible(UserId viewer, Instant now, Place behind, int limit) {
    return database
        .run(VISIBLE, viewer.value(), time(now), time(behind.at()), behind.id(), limit)
        .map(rows -> Rows.list(rows, StoryTextRepository::text));
  }

  private static StoryText text(Row row) {
    return new StoryText(
        new StoryId(row.getLong(0)),
        new UserId(row.getLong(1)),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        row.getString(4),
        Mark.of(row.getArrayOfStrings(5)));
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
