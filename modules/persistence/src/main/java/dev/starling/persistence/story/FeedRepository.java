package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;
import static dev.starling.persistence.story.Columns.values;

import dev.starling.persistence.Database;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.StoryFeed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Who has stories for somebody: the whole truth, whatever a copy says.
public final class FeedRepository {

  static final String FEED = Sql.load("story/feed.sql");

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
            authors)
        .map(FeedRepository::slice);
  }

  private static FeedSlice slice(RowSet<Row> rows) {
    List<FeedSlice.Ranked> entries = new ArrayList<>(rows.size());
    rows.forEach(
        row -> {
          if (row.getLong(2) != null) {
            entries.add(ranked(row));
          }
        });
    Row first = rows.iterator().next();
    return new FeedSlice(first.getLong(0), first.getString(1), entries);
  }

  private static FeedSlice.Ranked ranked(Row row) {
    User author = user(row, 2);
    Instant latest = instant(row, 10);
    int unseen = row.getLong(9).intValue();
    return new FeedSlice.Ranked(
        new StoryFeed.Entry(author, items(row), unseen, latest),
        new FeedQuestion.Place(row.getInteger(11), latest, author.id()));
  }

  private static List<StoryFeed.Item> items(Row row) {
    Long[] ids = row.getArrayOfLongs(5);
    OffsetDateTime[] ats = row.getArrayOfOffsetDateTimes(6);
    OffsetDateTime[] expiries = row.getArrayOfOffsetDateTimes(7);
    Boolean[] seens = row.getArrayOfBooleans(8);
    List<StoryFeed.Item> items = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      items.add(
          new StoryFeed.Item(
              new StoryId(ids[i]), ats[i].toInstant(), expiries[i].toInstant(), seens[i]));
    }
    return items;
  }
}
