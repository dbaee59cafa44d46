package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// How often something was tried. A subject's window begins with its first attempt and is as long
/// as the limit says; the next attempt after it begins another one.
public final class AttemptRepository {

  private static final String COUNT =
      """
      insert into attempt as a (subject, count, window_ends) values ($1, 1, $3)
      on conflict (subject) do update
         set count       = case when a.window_ends > $2 then a.count + 1 else 1 end,
             window_ends = case when a.window_ends > $2 then a.window_ends else excluded.window_ends end
      returning count, window_ends
      """;

  private static final String TAKE_BACK =
      """
      update attempt set count = count - 1 where subject = $1 and window_ends = $2 and count > 0
      """;

  private static final String DELETE_OVER =
      """
      delete from attempt
       where subject in (select subject from attempt where window_ends < $1 limit $2 for update skip locked)
      """;

  /// @param attempts of the subject in this window, this one included
  public record Counted(int attempts, Instant windowEnds) {}

  private final Database database;

  public AttemptRepository(Database database) {
    this.database = database;
  }

  public Future<Counted> count(String subject, Instant now, Duration window) {
    return database
        .run(COUNT, subject, at(now), at(now.plus(window)))
        .map(rows -> rows.iterator().next())
        .map(row -> new Counted(row.getInteger(0), row.getOffsetDateTime(1).toInstant()));
  }

  /// Undoes one count, unless its window is over.
  public Future<Void> takeBack(String subject, Instant windowEnds) {
    return database.run(TAKE_BACK, subject, at(windowEnds)).mapEmpty();
  }

  public Future<Integer> deleteOver(Instant before, int limit) {
    return database.run(DELETE_OVER, at(before), limit).map(rows -> rows.rowCount());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
