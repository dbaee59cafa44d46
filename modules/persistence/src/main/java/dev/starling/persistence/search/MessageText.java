package dev.starling.persistence.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// What search needs of a message.
///
/// @param text null when the message was deleted
public record MessageText(
    ConversationId conversation, long seq, UserId sender, Instant at, String text) {}
