package dev.starling.account;

import java.time.Duration;

/// What keeps passwords from being guessed and accounts from being made in bulk. All nodes count
/// together.
///
/// @param failuresPerAccount wrong passwords for one username
/// @param signInsPerAddress sign-ins from one client address, right or wrong
/// @param registrationsPerAddress new accounts from one client address; raise it to load a cluster
///   from one machine
public record AttemptConfig(
    RateLimit failuresPerAccount, RateLimit signInsPerAddress, RateLimit registrationsPerAddress) {

  public static final AttemptConfig DEFAULTS =
      new AttemptConfig(
          new RateLimit(10, Duration.ofMinutes(15)),
          new RateLimit(600, Duration.ofMinutes(1)),
          new RateLimit(10_000, Duration.ofHours(1)));
}
