package dev.starling.wire.account;

import dev.starling.wire.SessionId;

/// The tokens of a session. The refresh token is good for one use.
///
/// @param expiresIn seconds until the access token expires
public record TokenPair(
    SessionId sessionId, String accessToken, String refreshToken, long expiresIn) {

  @Override
  public String toString() {
    return "TokenPair[sessionId=" + sessionId + ", tokens=***]";
  }
}
