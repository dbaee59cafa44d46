package dev.starling.messaging;

import dev.starling.wire.UserId;
import dev.starling.wire.event.LinkPreview;
import io.vertx.core.Future;

/// What is behind links, for messages that are about to show it. To be given by whoever fetches
/// pages.
@FunctionalInterface
public interface LinkPreviews {

  /// Soon, and null when there is nothing to show; never fails.
  Future<LinkPreview> find(UserId sender, String url);
}
