package dev.starling.wire.presence;

import dev.starling.wire.UserId;
import java.time.Instant;

/// One person's presence, all their devices together.
///
/// @param lastSeen when the last of their event streams ended; null unless offline, and for
///   somebody who never had one
/// @param asOf when this was so
public record Presence(UserId user, PresenceState state, Instant lastSeen, Instant asOf) {

  public static Presence online(UserId user, Instant asOf) {
    return new Presence(user, PresenceState.ONLINE, null, asOf);
  }

  public static Presence offline(UserId user, Instant lastSeen, Instant asOf) {
    return new Presence(user, PresenceState.OFFLINE, lastSeen, asOf);
  }

  public static Presence hidden(UserId user, Instant asOf) {
    return new Presence(user, PresenceState.HIDDEN, null, asOf);
  }
}
