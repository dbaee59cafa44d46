package dev.starling.wire.search;

import dev.starling.wire.UserId;
import java.time.Instant;

/// A message next to one that was found.
public record Neighbour(long seq, UserId sender, Instant at, String text) {}
