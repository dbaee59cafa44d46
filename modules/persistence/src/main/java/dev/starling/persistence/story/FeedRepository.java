package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;
import static dev.starling.persistence.story.Columns.values;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryRings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who has stories for somebody: the whole truth, whatever a copy says.
public final class FeedRepository {

  static final String FEED = Sql.load("story/feed.sql");
  static final String RINGS = Sql.load("story/rings.sql");

  private final Database database;

  public FeedRepository(Database database) {
    this.database = database;
  }

  /// Looks at these authors, those in `story_pull` and those with stories for the viewer's groups,
  /// and verifies each. The answer is the whole truth if the authors are from a copy of the
  /// answer's generation.
  public Future<FeedSlice> among(Collection<UserId> authors, FeedQuestion question) {
    return feed(question, values(authors));
  }

  /// Looks at everybody who may have a story for the viewer.
  public Future<FeedSlice> ofEverybody(FeedQuestion question) {
    return feed(question, null);
  }

  private Future<FeedSlice> feed(FeedQuestion question, Long[] authors) {
    return database
        .run(
            FEED,
            question.viewer().value(),
            time(question.now()),
            question.after().rank(),
            time(question.after().latestAt()),
            question.after().author().value(),
            question.limit(),
            question.knownState(),
            authors,
            question.muted(),
            time(question.asOf()))
        .map(FeedRepository::slice);
  }

  /// What each of these authors has for the viewer, in no order; nothing for one who has nothing.
  public Future<Map<UserId, StoryRings.Ring>> rings(
      UserId viewer, Collection<UserId> authors, Instant now) {
    return database
        .run(RINGS, viewer.value(), time(now), values(authors))
        .map(
            rows ->
                rows.stream()
                    .map(FeedRepository::ring)
                    .collect(Collectors.toMap(StoryRings.Ring::author, Function.identity())));
  }

  private static StoryRings.Ring ring(Row row) {
    return new StoryRings.Ring(
        new UserId(row.getLong(0)),
        row.getLong(1).intValue(),
        row.getLong(2).intValue(),
        instant(row, 3),
        row.getBoolean(4));
  }

  private static FeedSlice slice(RowSet<Row> rows) {
    List<FeedSlice.Ranked> entries = new ArrayList<>(rows.size());
    rows.forEach(
        row -> {
          if (row.getLong(3) != null) {
            entries.add(ranked(row));
          }
        });
    Row first = rows.iterator().next();
    return new FeedSlice(first.getLong(0), first.getString(1), instant(first, 2), entries);
  }

  private static FeedSlice.Ranked ranked(Row row) {
    User author = user(row, 3);
    List<StoryFeed.Item> items = PackedItems.read(row.getBuffer(7));
    int unseen = row.getLong(8).intValue();
    return new FeedSlice.Ranked(
        new StoryFeed.Entry(author, items, unseen, instant(row, 9), row.getBoolean(6)),
        new FeedQuestion.Place(row.getInteger(10), instant(row, 11), author.id()));
  }
}
