package dev.starling.story;

import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import java.util.List;

/// Files that people have uploaded.
@FunctionalInterface
public interface OwnFiles {

  /// What is known of these files, in this order. Fails when one is not there or not the owner's.
  Future<List<Attachment>> describe(UserId owner, List<MediaId> files);
}
