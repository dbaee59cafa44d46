package dev.starling.persistence.account;

import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// A session to be stored, of generation one.
///
/// @param device what the person called it, or null
public record NewSession(
    SessionId id, UserId user, String device, Instant createdAt, Instant expiresAt) {}
