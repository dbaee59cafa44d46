package dev.starling.wire.account;

import dev.starling.wire.SessionId;

/// A new session and its first tokens.
///
/// @param expiresIn seconds until the access token expires
public record SignedIn(
    User user, SessionId sessionId, String accessToken, String refreshToken, long expiresIn) {

  public static SignedIn of(User user, TokenPair tokens) {
    return new SignedIn(
        user, tokens.sessionId(), tokens.accessToken(), tokens.refreshToken(), tokens.expiresIn());
  }

  @Override
  public String toString() {
    return "SignedIn[user=" + user + ", sessionId=" + sessionId + ", tokens=***]";
  }
}
