package dev.starling.wire.account;

import dev.starling.wire.SessionId;
import java.time.Instant;

/// A signed-in device, as its owner sees it.
///
/// @param device what the person called it, or null
/// @param lastUsedAt when it last got new tokens
/// @param current whether it is the one that asks
public record Session(
    SessionId id, String device, Instant createdAt, Instant lastUsedAt, boolean current) {}
