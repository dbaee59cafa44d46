package dev.starling.persistence.erasure;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// Messages that are to be erased.
///
/// @param sender whose; null for all that there are
/// @param untilSeq the last one
public record Part(ConversationId conversation, UserId sender, long untilSeq) {}
