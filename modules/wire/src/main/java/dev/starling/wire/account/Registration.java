package dev.starling.wire.account;

/// Somebody wants an account, and is signed in with it at once.
///
/// @param displayName the username if there is none
/// @param device what the person calls the device, or null
public record Registration(String username, Password password, String displayName, String device) {

  public Registration {
    username = Names.username(username);
    password = Password.fitToBeNew(password);
    displayName = displayName == null ? username : Names.displayName(displayName);
    device = Names.device(device);
  }
}
