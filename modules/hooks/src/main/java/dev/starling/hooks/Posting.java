package dev.starling.hooks;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.hook.HookMessage;
import io.vertx.core.Future;

/// Sends a message as somebody, under the rules of messages.
@FunctionalInterface
public interface Posting {

  Future<Accepted> post(
      UserId sender, ConversationId conversation, String clientId, HookMessage message);
}
