package dev.starling.media.store;

import java.time.Duration;

/// What of an object is wanted, and how it is to be told.
///
/// @param from its first byte
/// @param length how many bytes
/// @param contentType what to say it is
/// @param disposition whether to show or to save it, as HTTP says it
/// @param within an address of it need not be good for longer
public record Wanted(
    long from, long length, String contentType, String disposition, Duration within) {}
