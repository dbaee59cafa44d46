package dev.starling.wire.story;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// A story, whole.
///
/// @param expiresAt from then on nobody sees it
public record Story(
    StoryId id, UserId author, Kind kind, String text, Instant at, Instant expiresAt) {}
