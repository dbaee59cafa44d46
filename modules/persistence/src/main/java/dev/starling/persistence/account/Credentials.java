package dev.starling.persistence.account;

import dev.starling.wire.account.User;

/// What somebody who signs in is compared with.
///
/// @param passwordHash in PHC form
public record Credentials(User user, String passwordHash) {

  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
