package dev.starling.wire.erasure;

import java.time.Instant;

/// Something was deleted, and what it leaves is being erased.
///
/// @param id whoever has it may look how far that is
/// @param startedAt from then on nobody sees anything of it
public record Erasure(String id, Instant startedAt) {}
