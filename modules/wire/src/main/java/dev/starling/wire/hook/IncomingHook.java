package dev.starling.wire.hook;

import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// A webhook that posts into a conversation as a bot.
///
/// @param label what its owner calls it, or null
/// @param url where to post to, below any node; shown once, when it is made, because whoever has it
///   may post
public record IncomingHook(
    HookId id,
    ConversationId conversation,
    UserId bot,
    String label,
    Instant createdAt,
    String url) {

  public IncomingHook at(String newUrl) {
    return new IncomingHook(id, conversation, bot, label, createdAt, newUrl);
  }

  @Override
  public String toString() {
    return "IncomingHook[id=" + id + ", conversation=" + conversation + ", url=***]";
  }
}
