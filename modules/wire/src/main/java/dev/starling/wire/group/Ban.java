package dev.starling.wire.group;

import dev.starling.wire.UserId;
import java.time.Instant;

/// Somebody who is kept out.
///
/// @param reason null for none
public record Ban(UserId user, String reason, UserId bannedBy, Instant at) {}
