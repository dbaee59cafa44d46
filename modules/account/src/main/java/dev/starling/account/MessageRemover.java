package dev.starling.account;

import dev.starling.wire.ConversationId;
import io.vertx.core.Future;

/// Takes a message away from everyone in its conversation.
@FunctionalInterface
public interface MessageRemover {

  /// Removing it twice is the same as once.
  Future<Void> remove(ConversationId conversation, long seq);
}
