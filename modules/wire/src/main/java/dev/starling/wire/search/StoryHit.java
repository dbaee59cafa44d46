package dev.starling.wire.search;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// A story that was found.
///
/// @param expiresAt from then on nobody finds it
/// @param highlight the parts of its words around what was looked for, as HTML: matches are inside
///   `<em>`, everything else is escaped
public record StoryHit(
    StoryId id, UserId author, Instant at, Instant expiresAt, String highlight) {}
