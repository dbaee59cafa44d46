package dev.starling.persistence.erasure;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import java.time.Duration;

/// Erases what was deleted.
///
/// **Guarantee:** a step is one transaction, so that erasing goes on where it was, on any node,
/// whenever it is broken off.
public final class ErasingRepository {

  private static final String NEXT = "select erase_next($1)";

  private static final String FORGET =
      """
      delete from erasure where finished_at < clock_timestamp() - make_interval(secs => $1::float8)
      """;

  private final Database database;

  public ErasingRepository(Database database) {
    this.database = database;
  }

  /// Takes the next step that nobody else is taking.
  ///
  /// @param limit messages, events or people at a time
  /// @return whether there was one
  public Future<Boolean> next(int limit) {
    return database.run(NEXT, limit).map(rows -> rows.iterator().next().getBoolean(0));
  }

  /// Forgets what was finished so long ago.
  public Future<Void> forget(Duration before) {
    return database.run(FORGET, (double) before.toSeconds()).mapEmpty();
  }
}
