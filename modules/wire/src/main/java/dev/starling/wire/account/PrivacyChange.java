package dev.starling.wire.account;

/// What is null stays as it is.
public record PrivacyChange(
    ShownTo lastSeen, Boolean readReceipts, WrittenBy messages, Boolean storyViews) {}
