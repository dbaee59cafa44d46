package dev.starling.wire.conversation;

import dev.starling.wire.UserId;
import java.time.Instant;

/// Somebody's reaction to a message.
public record Reactor(UserId user, String emoji, Instant at) {}
