package dev.starling.wire.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.UserId;

/// A person as others see them.
///
/// @param deleted true when their account is gone, and with it their names; null while it is there
public record User(UserId id, String username, String displayName, Boolean deleted) {

  public User(UserId id, String username, String displayName) {
    this(id, username, displayName, null);
  }

  /// What stands in place of the names, for clients that look at nothing else.
  public static User deleted(UserId id) {
    return new User(id, "deleted", "Deleted account", true);
  }

  @JsonIgnore
  public boolean isThere() {
    return deleted == null;
  }
}
