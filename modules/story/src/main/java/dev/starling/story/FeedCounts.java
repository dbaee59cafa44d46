package dev.starling.story;

/// How the feeds of this node were read since it started.
///
/// @param fromRing by looking at the authors in a ring
/// @param fromDatabase by looking at everybody who may have a story
public record FeedCounts(long fromRing, long fromDatabase) {}
