package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Stories that are kept when they are over, for their authors.
public final class KeptRepository {

  private static final String WANTED =
      "select exists (select from story_setting t where t.user_id = $1 and t.archive)";

  /// What is there already is kept, too, or not any more; but what a highlight has.
  private static final String WANT =
      """
      with wanted as (
        insert into story_setting (user_id, archive) values ($1, $2)
          on conflict (user_id) do update set archive = excluded.archive
      )
      update story s set archived = $2
       where s.author_id = $1 and s.expires_at > $3 and s.deleted_at is null and s.reshare_of is null
         and s.archived <> $2
         and ($2 or not exists (select from highlight_story t where t.story_id = s.id))
      """;

  static final String ARCHIVE =
      "select "
          + StoryRow.COLUMNS
          + """
            from kept_story s
           where s.author_id = $1 and s.archived and s.deleted_at is null and s.expires_at <= $2
             and (s.at, s.id) < (coalesce($3::timestamptz, 'infinity'), $4)
           order by s.at desc, s.id desc
           limit $5
          """;

  /// Of those that are over; others are deleted as stories are.
  private static final String DELETE =
      """
      with here as (
        update story
           set deleted_at = $3, text = null, content = null, caption = null, mentions = null
         where id = $1 and author_id = $2 and expires_at <= $3 and archived and deleted_at is null
        returning 1
      ), there as (
        delete from story_archive where id = $1 and author_id = $2 returning 1
      )
      select 1 from here union all select 1 from there
      """;

  private final Database database;

  public KeptRepository(Database database) {
    this.database = database;
  }

  /// Whether somebody's stories are kept.
  public Future<Boolean> isWanted(UserId author) {
    return database.run(WANTED, author.value()).map(rows -> rows.iterator().next().getBoolean(0));
  }

  public Future<Void> want(UserId author, boolean archive, Instant now) {
    return database.run(WANT, author.value(), archive, time(now)).mapEmpty();
  }

  /// Where a page of an archive ended.
  public record Place(Instant at, StoryId story) {}

  /// What is over by now, the latest first.
  ///
  /// @param after null for the first page
  public Future<List<Story>> archive(UserId author, Instant now, Place after, int limit) {
    return database
        .run(
            ARCHIVE,
            author.value(),
            time(now),
            after == null ? null : time(after.at()),
            after == null ? 0L : after.story().value(),
            limit)
        .map(rows -> Rows.list(rows, StoryRow::story));
  }

  /// Whether there was such a story of this author in their archive.
  public Future<Boolean> delete(UserId author, StoryId story, Instant now) {
    return database
        .run(DELETE, story.value(), author.value(), time(now))
        .map(rows -> rows.size() > 0);
  }

  /// Moves some of the days before this one to where they stay.
  ///
  /// @return whether there may be more
  public Future<Boolean> move(LocalDate before, int limit) {
    return database
        .run("select archive_stories($1, $2)", before, limit)
        .map(rows -> rows.iterator().next().getLong(0) == limit);
  }
}
