package dev.starling.wire.conversation;

import dev.starling.wire.event.ConversationEvent;
import java.time.Instant;

/// A message that one wants to find again.
///
/// @param at when it got its bookmark
public record Bookmark(Instant at, ConversationEvent message) {}
