package dev.starling.persistence.media;

import dev.starling.persistence.Database;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;

/// Files that come in. Whoever writes one has a lease on it, under a number of their own, and
/// renews it with each piece that is safe; without it nothing they say counts any more.
public final class UploadRepository {

  /// What became of the wish to begin an upload.
  public enum Begun {
    BEGUN,
    TOO_MANY_OPEN,
    TOO_MANY_BYTES,
    ID_TAKEN
  }

  private static final String BEGIN = "select begin_media($1, $2, $3, $4, $5, $6)";

  private static final String COLUMNS =
      """
      id, name, size, received, progress, idle_since, coalesce(writer_until > clock_timestamp(), false)
      """;

  private static final String FIND =
      "select "
          + COLUMNS
          + """
            from media
           where id = $1 and owner_id = $2 and state = 0
             and idle_since > clock_timestamp() - $3 * interval '1 ms'
          """;

  private static final String CLAIM =
      """
      update media
         set writer = $4, writer_until = clock_timestamp() + $5 * interval '1 ms'
       where id = $1 and owner_id = $2 and state = 0
         and idle_since > clock_timestamp() - $3 * interval '1 ms'
         and (writer_until is null or writer_until < clock_timestamp())
      returning
      """
          + COLUMNS;

  private static final String KEEP =
      """
      update media
         set received = $3, progress = $4, idle_since = clock_timestamp(),
             writer_until = clock_timestamp() + $5 * interval '1 ms'
       where id = $1 and writer = $2 and state = 0
      """;

  private static final String RELEASE =
      """
      update media set writer = null, writer_until = null where id = $1 and writer = $2 and state = 0
      """;

  private static final String FINISH =
      """
      update media
         set state = 1, size = $3, kind = $4, content_type = $5, width = $6, height = $7, duration_ms = $8,
             blurhash = $9, thumbnail = $10, thumbnail_size = $11, received = $3, progress = null, writer = null,
             writer_until = null, idle_since = clock_timestamp()
       where id = $1 and writer = $2 and state = 0
      returning id, owner_id, name, size, kind, content_type, width, height, duration_ms, blurhash, thumbnail,
                thumbnail_size
      """;

  private static final String GIVE_UP =
      """
      update media
         set state = 2, idle_since = clock_timestamp(), writer = null, writer_until = null
       where id = $1 and writer = $2 and state = 0
      """;

  private final Database database;

  public UploadRepository(Database database) {
    this.database = database;
  }

  /// @param openMax somebody with so many uploads under way begins no other one
  /// @param bytesMax nobody keeps more
  public Future<Begun> begin(
      MediaId id, UserId owner, String name, long size, int openMax, long bytesMax) {
    return database
        .run(BEGIN, id.value(), owner.value(), name, size, openMax, bytesMax)
        .map(rows -> Begun.values()[rows.iterator().next().getInteger(0)]);
  }

  /// Empty when there is none of this owner, or nothing has come for too long.
  public Future<Optional<Upload>> find(MediaId id, UserId owner, Duration idleMax) {
    return database
        .run(FIND, id.value(), owner.value(), idleMax.toMillis())
        .map(rows -> rows.stream().findFirst().map(UploadRepository::upload));
  }

  /// Takes the lease, unless somebody has it. Empty also where [#find] is.
  public Future<Optional<Upload>> claim(
      MediaId id, UserId owner, Duration idleMax, long writer, Duration lease) {
    return database
        .run(CLAIM, id.value(), owner.value(), idleMax.toMillis(), writer, lease.toMillis())
        .map(rows -> rows.stream().findFirst().map(UploadRepository::upload));
  }

  /// Says that so much is safe, and renews the lease. False when the lease is gone.
  public Future<Boolean> keep(
      MediaId id, long writer, long received, String progress, Duration lease) {
    return database
        .run(KEEP, id.value(), writer, received, progress, lease.toMillis())
        .map(rows -> rows.rowCount() > 0);
  }

  /// Gives the lease back.
  public Future<Void> release(MediaId id, long writer) {
    return database.run(RELEASE, id.value(), writer).mapEmpty();
  }

  /// From now on it is there. Empty when the lease is gone.
  public Future<Optional<StoredMedia>> finish(MediaId id, long writer, long size, Content content) {
    return database
        .run(
            FINISH,
            id.value(),
            writer,
            size,
            (short) content.kind().ordinal(),
            content.type(),
            content.width(),
            content.height(),
            content.durationMs(),
            content.blurhash(),
            content.thumbnail(),
            content.thumbnailSize())
        .map(rows -> rows.stream().findFirst().map(MediaRepository::media));
  }

  /// From now on it is not there, and its object is to be removed. False when the lease is gone.
  public Future<Boolean> giveUp(MediaId id, long writer) {
    return database.run(GIVE_UP, id.value(), writer).map(rows -> rows.rowCount() > 0);
  }

  private static Upload upload(Row row) {
    return new Upload(
        new MediaId(row.getLong(0)),
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getOffsetDateTime(5).toInstant(),
        row.getBoolean(6));
  }
}
