package dev.starling.persistence.media;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The keys that sign the addresses of files. They are numbered, and each number is taken once: of
/// any number of nodes that add a key at the same time, one does.
public final class MediaKeyRepository {

  /// A key, whose secret is not to be printed.
  public record Key(int id, Buffer secret, Instant createdAt) {

    @Override
    public String toString() {
      return "Key[id=" + id + ", secret=***]";
    }
  }

  private static final String ADD =
      """
      insert into media_key (id, secret, created_at)
      select coalesce(max(id), 0) + 1, $1, clock_timestamp()
        from media_key
      having coalesce(max(created_at), '-infinity') < clock_timestamp() - $2 * interval '1 ms'
          on conflict (id) do nothing
      """;

  private static final String DELETE_OVER =
      """
      delete from media_key
       where created_at < clock_timestamp() - $1 * interval '1 ms' and id < (select max(id) from media_key)
      """;

  private static final String ALL = "select id, secret, created_at from media_key order by id desc";

  private final Database database;

  public MediaKeyRepository(Database database) {
    this.database = database;
  }

  /// Adds a key when the newest is of this age, or there is none.
  public Future<Void> addWhenOlder(Duration age, Buffer secret) {
    return database.run(ADD, secret, age.toMillis()).mapEmpty();
  }

  /// The newest key stays, whatever its age.
  public Future<Void> deleteOlder(Duration age) {
    return database.run(DELETE_OVER, age.toMillis()).mapEmpty();
  }

  /// The newest first.
  public Future<List<Key>> all() {
    return database.run(ALL).map(rows -> rows.stream().map(MediaKeyRepository::key).toList());
  }

  private static Key key(Row row) {
    return new Key(row.getInteger(0), row.getBuffer(1), row.getOffsetDateTime(2).toInstant());
  }
}
