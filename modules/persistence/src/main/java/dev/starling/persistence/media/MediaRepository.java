package dev.starling.persistence.media;

import dev.starling.persistence.Database;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.MediaKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Files that are there, and those that go.
public final class MediaRepository {

  private static final String FIND =
      """
      select id, owner_id, name, size, kind, content_type, width, height, duration_ms, blurhash, thumbnail,
             thumbnail_size
        from media
       where id = $1 and state = 1
      """;

  /// One that nobody refers to yet stays for another while, because its owner is about to.
  private static final String TOUCH =
      """
      update media m
         set idle_since = clock_timestamp()
        from (select id from media
               where id = any ($1) and owner_id = $2 and state = 1 and idle_since is not null
               order by id
                 for no key update) unused
       where m.id = unused.id
      """;

  private static final String OWNED =
      """
      select id, owner_id, name, size, kind, content_type, width, height, duration_ms, blurhash, thumbnail,
             thumbnail_size
        from media
       where id = any ($1) and owner_id = $2 and state = 1
      """;

  private static final String USE = "select use_media($1, $2)";

  private static final String CLAIM_IDLE =
      """
      update media m
         set state = 2, idle_since = clock_timestamp(), writer = null, writer_until = null
        from (select id from media
               where (state = 0 and idle_since < clock_timestamp() - $1 * interval '1 ms'
                      and (writer_until is null or writer_until < clock_timestamp()))
                  or (state = 1 and idle_since < clock_timestamp() - $2 * interval '1 ms')
                  or (state = 2 and idle_since < clock_timestamp() - $3 * interval '1 ms')
               order by id
               limit $4
                 for update skip locked) idle
       where m.id = idle.id
      returning m.id
      """;

  private static final String GIVE_UP =
      """
      update media
         set state = 2, idle_since = clock_timestamp()
       where id = $1 and owner_id = $2 and state = 1 and uses = 0
      """;

  private static final String FORGET = "delete from media where id = $1 and state = 2";

  private final Database database;

  public MediaRepository(Database database) {
    this.database = database;
  }

  public Future<Optional<StoredMedia>> find(MediaId id) {
    return database
        .run(FIND, id.value())
        .map(rows -> rows.stream().findFirst().map(MediaRepository::media));
  }

  /// Those of these that are the owner's. None of them is collected for a while.
  public Future<List<StoredMedia>> owned(UserId owner, Collection<MediaId> ids) {
    return database
        .run(TOUCH, values(ids), owner.value())
        .compose(touched -> database.run(OWNED, values(ids), owner.value()))
        .map(rows -> rows.stream().map(MediaRepository::media).toList());
  }

  /// Counts what refers to files.
  ///
  /// @param delta 1 for one more, -1 for one less
  public Future<Void> use(Collection<MediaId> ids, int delta) {
    return database.run(USE, values(ids), delta).mapEmpty();
  }

  /// Takes files that nobody needs any more out of everybody's sight, and whatever was taken and
  /// not removed since. Nodes that do so at once take different ones.
  ///
  /// @param unfinished uploads to which nothing came for so long
  /// @param unused files that nobody has referred to for so long
  /// @param unremoved what was taken by a node that must be gone by now
  public Future<List<MediaId>> claimIdle(
      Duration unfinished, Duration unused, Duration unremoved, int limit) {
    return database
        .run(CLAIM_IDLE, unfinished.toMillis(), unused.toMillis(), unremoved.toMillis(), limit)
        .map(rows -> rows.stream().map(row -> new MediaId(row.getLong(0))).toList());
  }

  /// From now on it is not there, and its object is to be removed. False when there is none of this
  /// owner that nothing refers to.
  public Future<Boolean> giveUp(MediaId id, UserId owner) {
    return database.run(GIVE_UP, id.value(), owner.value()).map(rows -> rows.rowCount() > 0);
  }

  /// Its object is gone, and so is the last that is known of it.
  public Future<Void> forget(MediaId id) {
    return database.run(FORGET, id.value()).mapEmpty();
  }

  static StoredMedia media(Row row) {
    return new StoredMedia(
        new MediaId(row.getLong(0)),
        new UserId(row.getLong(1)),
        row.getString(2),
        row.getLong(3),
        new Content(
            MediaKind.values()[row.getShort(4)],
            row.getString(5),
            row.getInteger(6),
            row.getInteger(7),
            row.getLong(8),
            row.getString(9),
            row.getString(10),
            row.getInteger(11)));
  }

  private static Long[] values(Collection<MediaId> ids) {
    return ids.stream().map(MediaId::value).toArray(Long[]::new);
  }
}
