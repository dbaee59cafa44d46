package dev.starling.wire.group;

import dev.starling.wire.UserId;
import java.time.Instant;

/// A way into a group, as its admins see it.
///
/// @param code a secret: whoever has it gets in
/// @param expiresAt null for never
/// @param usesMax how many may come in by it, null for any number
/// @param uses how many have
/// @param approval whether an admin has to let each of them in
public record JoinLink(
    String code,
    UserId createdBy,
    Instant createdAt,
    Instant expiresAt,
    Integer usesMax,
    int uses,
    boolean approval) {}
