package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import java.time.Instant;

/// What one has begun to write in a conversation.
///
/// @param seq of the event in one's own conversation that said so: a later one counts more
public record Draft(ConversationId conversation, String text, Long replyTo, long seq, Instant at) {}
