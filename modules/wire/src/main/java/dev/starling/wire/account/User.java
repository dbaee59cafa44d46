package dev.starling.wire.account;

import dev.starling.wire.UserId;

/// A person as others see them.
public record User(UserId id, String username, String displayName) {}
