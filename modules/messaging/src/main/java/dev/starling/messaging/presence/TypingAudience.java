package dev.starling.messaging.presence;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.List;

/// Who is told that somebody writes in a conversation.
@FunctionalInterface
public interface TypingAudience {

  /// Nobody, where the conversation is too large or the two of it want nothing of each other. Fails
  /// for somebody who is not in it.
  Future<List<UserId>> of(UserId user, ConversationId conversation);
}
