package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;

import dev.starling.persistence.Database;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.StoryViews.View;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who has seen which story.
public final class ViewRepository {

  /// Where a page of the list ended.
  public record Place(Instant at, UserId viewer) {}

  /// @param count all of them, in the same snapshot as the items
  public record Views(long count, List<View> items) {}

  /// Counts once per viewer, however often and from wherever; the author's own never.
  static final String VIEW =
      """
      with seen as (
        select s.id, s.author_id, s.expires_at from story s where s.id = $1 and
      """
          + StoryRepository.VISIBLE
          + """
          ), added as (
            insert into story_view (viewer_id, story_id, expires_at, at)
            select $2, id, expires_at, $3 from seen where author_id <> $2
            on conflict do nothing
          )
          select 1 from seen
          """;

  static final String LIST =
      """
      select counted.n, page.id, page.username, page.display_name, page.at
        from story s
       cross join lateral (
             select count(*) as n
               from story_view v
               join account a on a.id = v.viewer_id
              where v.story_id = s.id and v.expires_at = s.expires_at) counted
        left join lateral (
             select a.id, a.username, a.display_name, v.at
               from story_view v
               join account a on a.id = v.viewer_id
              where v.story_id = s.id and v.expires_at = s.expires_at
                and (v.at, v.viewer_id) < (coalesce($4::timestamptz, 'infinity'), $5)
              order by v.at desc, v.viewer_id desc
              limit $6) page on true
       where s.id = $1 and s.author_id = $2 and s.expires_at > $3 and s.deleted_at is null
       order by page.at desc, page.id desc
      """;

  private final Database database;

  public ViewRepository(Database database) {
    this.database = database;
  }

  /// Whether the story was there for this viewer, which it then counts as seen by them.
  public Future<Boolean> view(UserId viewer, StoryId story, Instant now) {
    return database
        .run(VIEW, story.value(), viewer.value(), time(now))
        .map(rows -> rows.size() > 0);
  }

  /// The latest first; empty when it is not a story of this author.
  ///
  /// @param after null for the first page
  public Future<Optional<Views>> list(
      UserId author, StoryId story, Instant now, Place after, int limit) {
    return database
        .run(
            LIST,
            story.value(),
            author.value(),
            time(now),
            after == null ? null : time(after.at()),
            after == null ? 0L : after.viewer().value(),
            limit)
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(views(rows)));
  }

  private static Views views(RowSet<Row> rows) {
    List<View> items = new ArrayList<>(rows.size());
    long count = 0;
    for (Row row : rows) {
      count = row.getLong(0);
      if (row.getLong(1) != null) {
        items.add(new View(user(row, 1), instant(row, 4)));
      }
    }
    return new Views(count, items);
  }
}
