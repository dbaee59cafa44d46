package dev.starling.wire.cluster;

import java.time.Instant;

/// What became of an [Append].
///
/// @param refusal why it was not stored, null when it was
/// @param stored whether by this request; false when it had been before
public record AppendAnswer(
    String refusal,
    boolean stored,
    long seq,
    Instant at,
    long xid,
    long previousXid,
    int memberVersion) {}
