package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;

/// What was asked for is so, and durable.
///
/// @param seq the event that made it so
public record Acted(ConversationId conversation, long seq) {}
