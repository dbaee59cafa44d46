package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;

import dev.starling.persistence.Database;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.StoryViews.ReactionCount;
import dev.starling.wire.story.StoryViews.View;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who has seen which story, and what they reacted with.
public final class ViewRepository {

  /// What became of a look at a story, or of a reaction.
  ///
  /// @param counted whether it was this viewer's first look
  /// @param moved whether they had not seen as far of this author before
  /// @param changed whether their reaction is another one now
  public record Seen(UserId author, boolean counted, boolean moved, boolean changed) {}

  /// Where a page of the list ended.
  public record Place(Instant at, UserId viewer) {}

  /// Which part of a list is wanted.
  ///
  /// @param after null for the first page
  /// @param reacted only those who reacted
  public record Wanted(Place after, int limit, boolean reacted) {}

  /// @param count all of them, in the same snapshot as the items
  /// @param hidden those of them that no page has
  /// @param reactions the most frequent first
  public record Views(long count, long hidden, List<ReactionCount> reactions, List<View> items) {
    public Views {
      reactions = List.copyOf(reactions);
      items = List.copyOf(items);
    }
  }

  private static final String STORY =
      "(select s.id, s.author_id, s.expires_at from story_for($2, $3) s where s.id = $1) s";

  /// Counts once per viewer, however often and from wherever; the author's own never.
  static final String VIEW =
      "select s.author_id, w.counted, w.moved, false from "
          + STORY
          + " cross join lateral see_story(s.id, s.expires_at, s.author_id, $2, $3) w";

  static final String REACT =
      "select s.author_id, w.counted, w.moved, w.changed from "
          + STORY
          + " cross join lateral react_to_story(s.id, s.expires_at, s.author_id, $2, $3, $4) w";

  static final String COUNT =
      """
      select count(*)
        from story s
        join story_view v on v.story_id = s.id and v.expires_at = s.expires_at
        join account a on a.id = v.viewer_id
       where s.id = $1
      """;

  /// Not a parameter: the two are found by different indexes.
  static final String LIST = Sql.load("story/views.sql").formatted("");

  static final String LIST_REACTED =
      Sql.load("story/views.sql").formatted("and v.emoji is not null");

  /// More kinds of reactions are not counted apart.
  private static final int EMOJIS_MAX = 50;

  private final Database database;

  public ViewRepository(Database database) {
    this.database = database;
  }

  /// Empty when the story is not there for this viewer; else it counts as seen by them.
  public Future<Optional<Seen>> view(UserId viewer, StoryId story, Instant now) {
    return database.run(VIEW, story.value(), viewer.value(), time(now)).map(ViewRepository::seen);
  }

  /// Empty when the story is not there for this viewer; else it counts as seen by them.
  ///
  /// @param emoji null to take the reaction back, which is no look at the story
  public Future<Optional<Seen>> react(UserId viewer, StoryId story, Instant now, String emoji) {
    return database
        .run(REACT, story.value(), viewer.value(), time(now), emoji)
        .map(ViewRepository::seen);
  }

  /// The latest first; empty when it is not a story of this author, or its list is over.
  ///
  /// @param postedAfter the lists of stories that have expired, and were posted before, are over
  public Future<Optional<Views>> list(
      UserId author, StoryId story, Instant now, Instant postedAfter, Wanted wanted) {
    Place after = wanted.after();
    return database
        .run(
            wanted.reacted() ? LIST_REACTED : LIST,
            story.value(),
            author.value(),
            time(now),
            time(postedAfter),
            after == null ? null : time(after.at()),
            after == null ? 0L : after.viewer().value(),
            wanted.limit(),
            EMOJIS_MAX)
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(views(rows)));
  }

  /// How many have seen it.
  public Future<Long> count(StoryId story) {
    return database.run(COUNT, story.value()).map(rows -> rows.iterator().next().getLong(0));
  }

  /// Forgets how far people had seen authors of whom nothing is left from before this story.
  ///
  /// @return whether there may be more
  public Future<Boolean> forgetSeen(StoryId before, int limit) {
    return database
        .run("select forget_story_seen($1, $2)", before.value(), limit)
        .map(rows -> rows.iterator().next().getLong(0) == limit);
  }

  static Optional<Seen> seen(RowSet<Row> rows) {
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new Seen(
                    new UserId(row.getLong(0)),
                    Boolean.TRUE.equals(row.getBoolean(1)),
                    Boolean.TRUE.equals(row.getBoolean(2)),
                    Boolean.TRUE.equals(row.getBoolean(3))));
  }

  private static Views views(RowSet<Row> rows) {
    List<View> items = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getLong(4) != null) {
        items.add(new View(user(row, 4), instant(row, 7), row.getString(8), instant(row, 9)));
      }
    }
    Row first = rows.iterator().next();
    return new Views(first.getLong(0), first.getLong(1), reactions(first), items);
  }

  private static List<ReactionCount> reactions(Row row) {
    String[] emojis = row.getArrayOfStrings(2);
    Long[] counts = row.getArrayOfLongs(3);
    List<ReactionCount> reactions = new ArrayList<>();
    for (int i = 0; emojis != null && i < emojis.length; i++) {
      reactions.add(new ReactionCount(emojis[i], counts[i]));
    }
    return reactions;
  }
}
