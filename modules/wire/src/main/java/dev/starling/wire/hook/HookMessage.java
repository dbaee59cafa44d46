package dev.starling.wire.hook;

/// What a program posts through a webhook.
public record HookMessage(String text) {}
