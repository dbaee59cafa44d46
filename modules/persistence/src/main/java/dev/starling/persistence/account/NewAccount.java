package dev.starling.persistence.account;

import dev.starling.wire.UserId;
import java.time.Instant;

/// An account to be stored.
///
/// @param passwordHash in PHC form
public record NewAccount(
    UserId id, String username, String displayName, String passwordHash, Instant createdAt) {

  @Override
  public String toString() {
    return "NewAccount[id=" + id + ", username=" + username + "]";
  }
}
