package dev.starling.messaging.presence;

import java.time.Duration;

/// What is told of who is there and who is writing.
///
/// @param watchedMax people that a socket may watch at a time
/// @param leaseFor how long a watch lasts unless it is asked for again
/// @param offlineAfter somebody who is back within this was not gone, for those who watch them
/// @param typingFor how long somebody is writing who does not say so again
/// @param typingToldEvery who says so again sooner than this is not told again
/// @param typingMembersMax in larger conversations nobody is told
/// @param typingStartsMax beginnings told for a socket within ten seconds
public record PresenceConfig(
    int watchedMax,
    Duration leaseFor,
    Duration offlineAfter,
    Duration typingFor,
    Duration typingToldEvery,
    int typingMembersMax,
    int typingStartsMax) {

  public static final PresenceConfig DEFAULTS =
      new PresenceConfig(
          500,
          Duration.ofMinutes(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          100,
          20);

  public PresenceConfig {
    if (watchedMax < 1) {
      throw new IllegalArgumentException(
          "presence.watchedMax: " + watchedMax + " (expected: at least 1)");
    }
    if (leaseFor.toMillis() < 1_000) {
      throw new IllegalArgumentException(
          "presence.leaseFor: " + leaseFor + " (expected: at least 1 s)");
    }
    if (typingToldEvery.compareTo(typingFor) >= 0) {
      throw new IllegalArgumentException(
          "presence.typingToldEvery: " + typingToldEvery + " (expected: less than typingFor)");
    }
  }
}
