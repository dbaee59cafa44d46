package dev.starling.wire.story;

/// What somebody reacts to a story with.
public record StoryReaction(String emoji) {}
