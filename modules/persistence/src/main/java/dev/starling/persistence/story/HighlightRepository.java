package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.HighlightId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Stories that people show on. Who sees which of them is what `kept_for` says.
public final class HighlightRepository {

  /// What became of the wish to make or change one.
  public enum Written {
    STORED,
    HIGHLIGHT_NOT_FOUND,
    STORY_NOT_FOUND,
    TOO_MANY_HIGHLIGHTS
  }

  /// Where a page of somebody's highlights ended.
  public record Place(int place, HighlightId highlight) {}

  /// @param place where it stands among the owner's
  public record Placed(Highlight highlight, int place) {}

  /// @param place where it stands in its highlight
  public record PlacedStory(Story story, int place) {}

  private static final String WRITE = "select write_highlight($1, $2, $3, $4, $5, $6, $7, $8, $9)";

  private static final String DELETE = "delete from highlight where id = $1 and owner_id = $2";

  private static final String SELECT =
      """
      select h.id, h.owner_id, h.name, h.cover, shown.ids, h.place
        from highlight h
       cross join lateral (
             select array_agg(s.id order by t.place) as ids
               from highlight_story t
               join kept_for($1, $2) s on s.id = t.story_id and s.author_id = h.owner_id
              where t.highlight_id = h.id) shown
       where (shown.ids is not null or h.owner_id = $1)
      """;

  static final String FIND = SELECT + " and h.id = $3";

  static final String LIST =
      SELECT
          + " and h.owner_id = $3 and (h.place, h.id) > ($4, $5) order by h.place, h.id limit $6";

  static final String STORIES =
      "select "
          + StoryRow.COLUMNS
          + ", t.place from highlight_story t join highlight h on h.id = t.highlight_id"
          + " join kept_for($1, $2) s on s.id = t.story_id and s.author_id = h.owner_id"
          + " where t.highlight_id = $3 and t.place > $4 order by t.place limit $5";

  private static final int PLACE_AT = 15;

  private final Database database;

  public HighlightRepository(Database database) {
    this.database = database;
  }

  /// @param highlightsMax of one person
  public Future<Written> make(
      HighlightId id, UserId owner, NewHighlight made, Instant now, int highlightsMax) {
    return database
        .run(
            WRITE,
            id.value(),
            owner.value(),
            made.name(),
            ids(made.stories()),
            number(made.cover()),
            null,
            true,
            time(now),
            highlightsMax)
        .map(rows -> Written.valueOf(rows.iterator().next().getString(0)));
  }

  public Future<Written> change(HighlightId id, UserId owner, ChangeHighlight change, Instant now) {
    return database
        .run(
            WRITE,
            id.value(),
            owner.value(),
            change.name(),
            ids(change.stories()),
            number(change.cover()),
            change.place(),
            false,
            time(now),
            0)
        .map(rows -> Written.valueOf(rows.iterator().next().getString(0)));
  }

  /// Whether it was theirs. Its stories stay in the archive.
  public Future<Boolean> delete(HighlightId id, UserId owner) {
    return database.run(DELETE, id.value(), owner.value()).map(rows -> rows.rowCount() > 0);
  }

  /// As the viewer sees it; empty when there is nothing in it for them.
  public Future<List<Placed>> find(UserId viewer, HighlightId id, Instant now) {
    return database
        .run(FIND, viewer.value(), time(now), id.value())
        .map(rows -> Rows.list(rows, HighlightRepository::placed));
  }

  /// Somebody's, as the viewer sees them, in the owner's order.
  ///
  /// @param after null for the first page
  public Future<List<Placed>> list(
      UserId viewer, UserId owner, Instant now, Place after, int limit) {
    return database
        .run(
            LIST,
            viewer.value(),
            time(now),
            owner.value(),
            after == null ? -1 : after.place(),
            after == null ? 0L : after.highlight().value(),
            limit)
        .map(rows -> Rows.list(rows, HighlightRepository::placed));
  }

  /// Its stories that are for the viewer, in their order, behind this place.
  public Future<List<PlacedStory>> stories(
      UserId viewer, HighlightId id, Instant now, int after, int limit) {
    return database
        .run(STORIES, viewer.value(), time(now), id.value(), after, limit)
        .map(rows -> Rows.list(rows, row -> placedStory(row, viewer)));
  }

  private static PlacedStory placedStory(Row row, UserId viewer) {
    Story story = StoryRow.story(row);
    return new PlacedStory(
        story.author().equals(viewer) ? story : story.forViewer(), row.getInteger(PLACE_AT));
  }

  private static Placed placed(Row row) {
    Long[] shown = row.getArrayOfLongs(4);
    List<StoryId> stories = shown == null ? List.of() : Stream.of(shown).map(StoryId::new).toList();
    StoryId chosen = new StoryId(row.getLong(3));
    StoryId first = stories.isEmpty() ? null : stories.getFirst();
    return new Placed(
        new Highlight(
            new HighlightId(row.getLong(0)),
            new UserId(row.getLong(1)),
            row.getString(2),
            stories.contains(chosen) ? chosen : first,
            stories),
        row.getInteger(5));
  }

  private static Long[] ids(List<StoryId> stories) {
    return stories == null ? null : stories.stream().map(StoryId::value).toArray(Long[]::new);
  }

  private static Long number(StoryId story) {
    return story == null ? null : story.value();
  }
}
