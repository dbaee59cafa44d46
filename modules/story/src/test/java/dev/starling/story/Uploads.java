package dev.starling.story;

import dev.starling.persistence.Database;
import dev.starling.persistence.media.MediaRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Files that people here have uploaded, as the media module would tell of them.
final class Uploads {

  private record Upload(UserId owner, Attachment file) {}

  private final Database database;
  private final MediaRepository media;
  private final Map<MediaId, Upload> uploads = new ConcurrentHashMap<>();

  Uploads(Database database) {
    this.database = database;
    this.media = new MediaRepository(database);
  }

  MediaId picture(UserId owner) {
    return add(owner, MediaKind.PICTURE, "image/jpeg", null);
  }

  /// @param lasts null when it is not known
  MediaId video(UserId owner, Duration lasts) {
    return add(owner, MediaKind.VIDEO, "video/mp4", lasts == null ? null : lasts.toMillis());
  }

  /// Whether nothing refers to it, so that it could be deleted: then it is.
  boolean isGivenBack(MediaId id) {
    return media.giveUp(id, uploads.get(id).owner()).await();
  }

  Future<List<Attachment>> describe(UserId owner, List<MediaId> ids) {
    return ids.stream().allMatch(id -> uploads.containsKey(id) && owns(owner, id))
        ? Future.succeededFuture(ids.stream().map(id -> uploads.get(id).file()).toList())
        : Future.failedFuture(new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "not yours"));
  }

  private boolean owns(UserId owner, MediaId id) {
    return uploads.get(id).owner().equals(owner);
  }

  private MediaId add(UserId owner, MediaKind kind, String type, Long durationMs) {
    MediaId id = new MediaId(uploads.size() + 1);
    database
        .run(
            "insert into media (id, owner_id, state, size, created_at) values ($1, $2, 1, 1,"
                + " now())",
            id.value(),
            owner.value())
        .await();
    Attachment file = new Attachment(id, kind, type, null, 1, 640, 480, durationMs, null, false);
    uploads.put(id, new Upload(owner, file));
    return id;
  }
}
