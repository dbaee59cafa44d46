package dev.starling.messaging;

import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import java.util.List;

/// What is known of files, for messages and groups that are about to refer to them. To be given by
/// whoever keeps files.
@FunctionalInterface
public interface OwnFiles {

  /// In the order in which they are asked for. Fails with
  /// [dev.starling.wire.ErrorCode#MEDIA_NOT_FOUND] unless all of them are there and this person's
  /// own.
  Future<List<Attachment>> describe(UserId owner, List<MediaId> files);
}
