package dev.starling.persistence.story;

/// What posting is held to.
///
/// @param activeMax an author with so many stories gets no other one
/// @param dayMax an author who has posted so many in 24 hours gets no other one
/// @param pushedMax an author whose story may come into more feeds is looked up by them instead of
///   pushed
public record PostLimits(int activeMax, int dayMax, int pushedMax) {}
