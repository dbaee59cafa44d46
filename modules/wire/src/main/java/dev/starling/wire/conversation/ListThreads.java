package dev.starling.wire.conversation;

/// Show the threads that I follow.
///
/// @param limit null for the default
/// @param cursor the `next` of the page before
public record ListThreads(Integer limit, String cursor) {}
