package dev.starling.wire.hook;

import dev.starling.wire.HookId;
import java.time.Instant;

/// A browser that gets Web Push.
public record Subscription(HookId id, String endpoint, Instant createdAt) {}
