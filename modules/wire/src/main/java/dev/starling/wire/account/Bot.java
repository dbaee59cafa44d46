package dev.starling.wire.account;

import dev.starling.wire.UserId;
import java.time.Instant;

/// An account that a program speaks as. To everybody else it is a user like any other.
///
/// @param owner the person who made it
public record Bot(
    UserId id, String username, String displayName, UserId owner, Instant createdAt) {}
