package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;

/// Names a message.
public record MessageKey(ConversationId conversation, long seq) {}
