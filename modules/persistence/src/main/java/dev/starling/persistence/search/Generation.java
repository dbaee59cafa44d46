package dev.starling.persistence.search;

import java.time.Instant;

/// One building of the whole index.
///
/// @param id stands in the names of its indices
/// @param mapping what its documents look like
/// @param isAsked whether searches ask it
/// @param messages how many filling it has written
/// @param events how many events there were when it began, messages and others
/// @param filledAt null while it is being filled
/// @param overAt null while it is written to
public record Generation(
    int id,
    int mapping,
    boolean isAsked,
    long messages,
    long events,
    Instant startedAt,
    Instant filledAt,
    Instant overAt) {}
