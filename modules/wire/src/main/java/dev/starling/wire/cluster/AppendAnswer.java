package dev.starling.wire.cluster;

import java.time.Instant;

/// What became of an [Append].
///
/// @param refusal why it was not stored, the name of an error code; null when it was
/// @param retryMs when it may be, null for unknown
/// @param stored whether by this request; false when it had been before
/// @param withheld whether only the sender sees it
public record AppendAnswer(
    String refusal,
    Long retryMs,
    boolean stored,
    long seq,
    Instant at,
    Instant expiresAt,
    long xid,
    long previousXid,
    int memberVersion,
    boolean withheld) {}
