package dev.starling.wire.story;

import dev.starling.wire.ListId;

/// A list of people of one's own.
///
/// @param name null for close friends, which clients name themselves
/// @param members how many people are in it
public record AudienceList(ListId id, String name, long members) {}
