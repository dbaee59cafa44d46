package dev.starling.persistence.media;

import dev.starling.wire.MediaId;
import java.time.Instant;

/// A file that comes in.
///
/// @param size what it is going to be, or may become
/// @param received how much of it is safe
/// @param progress what the store wants to know to go on, null at the beginning
/// @param touchedAt when something last came
/// @param busy whether somebody is writing it
public record Upload(
    MediaId id,
    String name,
    long size,
    long received,
    String progress,
    Instant touchedAt,
    boolean busy) {}
