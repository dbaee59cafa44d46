package dev.starling.persistence.story;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import java.time.LocalDate;

/// The partitions of stories and their views, one for each day (UTC) of expiry.
public final class StoryDays {

  private static final String MAKE =
      """
      select make_story_day($1::date + i) from generate_series(0, $2 - 1) as i
      """;

  /// Nothing when another node is at it.
  private static final String DROP =
      """
      select drop_story_days($1) where pg_try_advisory_xact_lock(5003, 0)
      """;

  /// Nothing when another node is at it.
  private static final String RELEASE =
      """
      select release_story_media($1, $2) where pg_try_advisory_xact_lock(5004, 0)
      """;

  /// A batch takes some milliseconds, and holds up nobody but the sweep of files.
  private static final int RELEASED_AT_ONCE = 500;

  private final Database database;

  public StoryDays(Database database) {
    this.database = database;
  }

  /// Makes those that are not there yet, so that no post has to wait for it.
  public Future<Void> make(LocalDate first, int days) {
    return database.run(MAKE, first, days).mapEmpty();
  }

  /// Gives back the files of all stories of days before this one, which can be dropped then.
  public Future<Void> releaseMedia(LocalDate before) {
    return database
        .run(RELEASE, before, RELEASED_AT_ONCE)
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0))
        .compose(
            count -> count < RELEASED_AT_ONCE ? Future.succeededFuture() : releaseMedia(before));
  }

  /// How many partitions of days before this one were dropped; those stay whose files are not given
  /// back. Fails with [dev.starling.wire.Failure.TryLater] rather than let readers wait behind it.
  public Future<Integer> drop(LocalDate before) {
    return database
        .run(DROP, before)
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0));
  }
}
