package dev.starling.wire.search;

import java.time.Instant;

/// A search that somebody keeps, under a name of their own.
///
/// @param at when it was last changed
public record SavedSearch(String name, SearchMessages search, Instant at) {}
