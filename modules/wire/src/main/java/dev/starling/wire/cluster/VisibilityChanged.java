package dev.starling.wire.cluster;

import dev.starling.wire.UserId;

/// Whether two people see each other's presence may have changed.
///
/// @param other null when it may have between the user and everybody
public record VisibilityChanged(UserId user, UserId other) {}
