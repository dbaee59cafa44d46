package dev.starling.wire.account;

import dev.starling.wire.TextRule;

/// Somebody wants in.
///
/// @param username any text: one that nobody can have is wrong in the way any unknown one is
/// @param device what the person calls the device, or null
public record SignIn(String username, Password password, String device) {

  private static final TextRule USERNAME = new TextRule("username", 256);

  public SignIn {
    username = USERNAME.check(username);
    password = Password.present(password);
    device = Names.device(device);
  }
}
