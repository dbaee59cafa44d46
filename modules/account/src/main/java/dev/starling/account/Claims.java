package dev.starling.account;

import java.time.Instant;

/// What a token says.
///
/// @param generation of a refresh token, zero for an access token
record Claims(Use use, Principal principal, int generation, Instant issuedAt, Instant expiresAt) {

  /// What a token is good for. One is never good for the other.
  enum Use {
    ACCESS,
    REFRESH
  }
}
