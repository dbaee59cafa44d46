package dev.starling.wire.group;

import dev.starling.wire.UserId;
import java.time.Instant;

/// Somebody who wants to come in.
public record JoinRequest(UserId user, Instant at) {}
