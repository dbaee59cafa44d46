package dev.starling.wire.search;

import dev.starling.wire.UserId;

/// A person who was found.
///
/// @param highlight the name that matched, as HTML: the match is inside `<em>`, everything else is
///   escaped
public record PersonHit(UserId id, String username, String displayName, String highlight) {}
