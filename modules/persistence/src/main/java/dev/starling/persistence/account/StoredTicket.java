package dev.starling.persistence.account;

import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// Whose socket a ticket opens, and until when.
public record StoredTicket(UserId user, SessionId session, Instant expiresAt) {}
