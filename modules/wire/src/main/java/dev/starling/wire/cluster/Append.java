package dev.starling.wire.cluster;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// Commit this message: asked by a node without writers.
///
/// @param detail what was said besides the text, as JSON; null for nothing
public record Append(
    ConversationId conversation, UserId sender, String clientId, String text, String detail) {}
