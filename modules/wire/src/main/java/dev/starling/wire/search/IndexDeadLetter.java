package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import java.time.Instant;

/// A message that the index has refused for good.
///
/// @param reason for whoever operates the server; may quote the message
public record IndexDeadLetter(
    ConversationId conversation, long seq, String reason, Instant refusedAt) {}
