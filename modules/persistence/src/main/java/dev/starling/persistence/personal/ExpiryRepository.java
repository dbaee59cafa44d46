package dev.starling.persistence.personal;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;

/// What expired messages still say in the tables.
public final class ExpiryRepository {

  private static final String ERASE = "select erase_expired($1, $2)";

  private final Database database;

  public ExpiryRepository(Database database) {
    this.database = database;
  }

  /// Erases some of what has expired; conversations that somebody writes in now come later.
  ///
  /// @return how many
  public Future<Integer> erase(Instant now, int limit) {
    return database
        .run(ERASE, now.atOffset(ZoneOffset.UTC), limit)
        .map(rows -> rows.iterator().next().getInteger(0));
  }
}
