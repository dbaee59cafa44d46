package dev.starling.wire.presence;

import java.util.List;

/// @param items in the order in which they were asked for
/// @param leaseMs for so long changes are told; null for an answer that is only one
public record Presences(List<Presence> items, Long leaseMs) {

  public Presences {
    items = List.copyOf(items);
  }
}
