package dev.starling.persistence.presence;

import dev.starling.wire.UserId;
import java.time.Instant;

/// The end of somebody's last event stream.
///
/// @param at null for somebody who never had one
public record LastSeen(UserId user, Instant at) {

  static LastSeen later(LastSeen one, LastSeen other) {
    return one.at().isAfter(other.at()) ? one : other;
  }
}
