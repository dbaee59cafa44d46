package dev.starling.wire;

/// A person or a service with an account.
public record UserId(long value) {}
