package dev.starling.wire.story;

/// What somebody wants of their own stories.
///
/// @param archive whether they are kept for them when they are over; null leaves it as it is
public record StorySettings(Boolean archive) {}
