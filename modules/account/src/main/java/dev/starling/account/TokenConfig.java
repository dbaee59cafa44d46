package dev.starling.account;

import java.time.Duration;

/// How long what proves somebody's identity lives.
///
/// @param accessLifetime of an access token
/// @param sessionLifetime of a session, and so of its refresh token, counted from the last refresh
/// @param ticketLifetime of a ticket that opens a socket
/// @param keyLifetime for so long a key signs
/// @param keyLead for so long a new key is known before it signs, so that every node has read it
/// @param keysEvery how often a node reads the keys
public record TokenConfig(
    Duration accessLifetime,
    Duration sessionLifetime,
    Duration ticketLifetime,
    Duration keyLifetime,
    Duration keyLead,
    Duration keysEvery) {

  public static final TokenConfig DEFAULTS =
      new TokenConfig(
          Duration.ofMinutes(15),
          Duration.ofDays(30),
          Duration.ofSeconds(30),
          Duration.ofDays(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30));

  public TokenConfig {
    Durations.positive("tokens.accessLifetime", accessLifetime);
    Durations.positive("tokens.ticketLifetime", ticketLifetime);
    Durations.positive("tokens.keysEvery", keysEvery);
    Durations.less(
        "tokens.accessLifetime", accessLifetime, "tokens.sessionLifetime", sessionLifetime);
    Durations.less("tokens.keysEvery", keysEvery, "tokens.keyLead", keyLead);
    Durations.less("tokens.keyLead", keyLead, "tokens.keyLifetime", keyLifetime);
  }
}
