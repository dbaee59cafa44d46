package dev.starling.wire.account;

import dev.starling.wire.SessionId;
import java.time.Instant;

/// What a bot signs in with, until it is revoked.
///
/// @param id of the session that the token stands for
/// @param label what its owner calls it, or null
/// @param token shown once, when it is made; null from then on
public record BotToken(SessionId id, String label, Instant createdAt, String token) {

  @Override
  public String toString() {
    return "BotToken[id=" + id + ", label=" + label + ", token=***]";
  }
}
