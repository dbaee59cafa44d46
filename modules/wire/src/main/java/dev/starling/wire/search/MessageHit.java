package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// A message that was found.
///
/// @param highlight the parts of the text around what was looked for, as HTML: matches are inside
///   `<em>`, everything else is escaped
public record MessageHit(
    ConversationId conversation,
    long seq,
    UserId sender,
    Instant at,
    String text,
    String highlight) {}
