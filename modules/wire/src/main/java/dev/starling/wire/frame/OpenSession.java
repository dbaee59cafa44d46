package dev.starling.wire.frame;

import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;

/// Say who is on this socket.
///
/// @param token an access token
public record OpenSession(String token) {

  /// The address of the one command that needs nobody signed in.
  public static final String ADDRESS = "session.open";

  /// The answer.
  public record Opened(UserId user, SessionId session) {}
}
