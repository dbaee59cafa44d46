package dev.starling.wire.conversation;

import java.time.Instant;

/// What a message said for a while.
///
/// @param at from when on
public record Revision(String text, Instant at) {}
