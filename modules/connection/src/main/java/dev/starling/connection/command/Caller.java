package dev.starling.connection.command;

import dev.starling.account.Principal;
import dev.starling.messaging.presence.Listener;
import dev.starling.wire.UserId;

/// Who asks, and on which socket.
public record Caller(Principal principal, Listener socket) {

  public UserId user() {
    return principal.user();
  }
}
