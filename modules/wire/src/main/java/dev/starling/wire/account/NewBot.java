package dev.starling.wire.account;

/// A person wants an account that a program speaks as.
public record NewBot(String username, String displayName) {

  public NewBot {
    username = Names.username(username);
    displayName = displayName == null ? username : Names.displayName(displayName);
  }
}
