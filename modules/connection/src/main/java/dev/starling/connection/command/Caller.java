package dev.starling.connection.command;

import dev.starling.account.Principal;
import dev.starling.wire.UserId;

/// Who asks.
public record Caller(Principal principal) {

  public UserId user() {
    return principal.user();
  }
}
