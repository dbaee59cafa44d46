package dev.starling.persistence.hook;

import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Set;

/// How far an event hook is in one conversation, leased, and what it takes to go on.
///
/// @param seq the other side has everything up to here
/// @param woken what it was when the lease began
/// @param attempts failures since the last success
/// @param isWanted false when the bot has left, or the hook is not about this conversation
/// @param events null for all
/// @param secrets those to sign with, the newest first
public record Place(
    HookId hook,
    ConversationId conversation,
    long seq,
    int woken,
    int attempts,
    boolean isWanted,
    UserId bot,
    String url,
    Set<String> events,
    List<byte[]> secrets) {

  public Place {
    events = events == null ? null : Set.copyOf(events);
    secrets = List.copyOf(secrets);
  }
}
