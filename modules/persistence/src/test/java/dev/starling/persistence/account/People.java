package dev.starling.persistence.account;

import dev.starling.wire.UserId;
import java.time.Instant;

/// Accounts for tests.
public final class People {

  private People() {}

  public static NewAccount person(long id, String username, String displayName) {
    return new NewAccount(
        new UserId(id), username, displayName, "hash of " + username, Instant.EPOCH);
  }
}
