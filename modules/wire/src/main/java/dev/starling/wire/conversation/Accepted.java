package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;
import java.time.Instant;

/// A message is durable, at this place.
///
/// @param repeated whether it had been before this request
public record Accepted(
    ConversationId conversation, long seq, Instant at, @JsonIgnore boolean repeated) {}
