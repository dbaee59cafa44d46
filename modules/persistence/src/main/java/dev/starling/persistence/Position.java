package dev.starling.persistence;

import java.time.Instant;

/// A moment in the life of the database: everything committed before it, and nothing after. What a
/// resume cursor stands for.
///
/// @param epoch which history the snapshot's transaction numbers belong to; positions of two epochs
///   must not be compared
/// @param snapshot what was committed
/// @param at the database's clock at that moment, only to look less far back
public record Position(String epoch, Snapshot snapshot, Instant at) {}
