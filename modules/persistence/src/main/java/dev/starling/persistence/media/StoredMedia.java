package dev.starling.persistence.media;

import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;

/// A file that is there.
public record StoredMedia(MediaId id, UserId owner, String name, long size, Content content) {

  public Attachment attachment() {
    return new Attachment(
        id,
        content.kind(),
        content.type(),
        name,
        size,
        content.width(),
        content.height(),
        content.durationMs(),
        content.blurhash(),
        content.thumbnail() != null);
  }
}
