package dev.starling.account;

import dev.starling.account.Claims.Use;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.TokenPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Issues and verifies tokens: a few microseconds on the caller's thread, and no I/O. Safe for use
/// by any thread.
public final class Tokens {

  private final KeyRing keys;
  private final Revocations revocations;
  private final Clock clock;
  private final TokenConfig config;

  Tokens(KeyRing keys, Revocations revocations, Clock clock, TokenConfig config) {
    this.keys = keys;
    this.revocations = revocations;
    this.clock = clock;
    this.config = config;
  }

  /// Who holds this access token.
  ///
  /// @throws Failure.Unauthenticated with TOKEN_INVALID, TOKEN_EXPIRED or SESSION_REVOKED
  public Principal verify(String accessToken) {
    Principal principal = read(accessToken, Use.ACCESS).principal();
    if (revocations.isRevoked(principal.session())) {
      throw new Failure.Unauthenticated(ErrorCode.SESSION_REVOKED, "the session was revoked");
    }
    return principal;
  }

  /// What a refresh token says that is signed and has not expired. Whether it was used already is
  /// for the database to say.
  Claims verifyRefresh(String refreshToken) {
    return read(refreshToken, Use.REFRESH);
  }

  TokenPair issue(Principal principal, int generation) {
    Instant now = clock.instant();
    Jwt signer = keys.signer(now);
    return new TokenPair(
        principal.session(),
        signer.sign(claims(Use.ACCESS, principal, 0, now, config.accessLifetime())),
        signer.sign(claims(Use.REFRESH, principal, generation, now, config.sessionLifetime())),
        config.accessLifetime().toSeconds());
  }

  private Claims read(String token, Use use) {
    Claims claims =
        Jwt.keyId(token)
            .flatMap(keys::find)
            .flatMap(key -> key.read(token))
            .filter(read -> read.use() == use)
            .orElseThrow(
                () -> new Failure.Unauthenticated(ErrorCode.TOKEN_INVALID, "not a valid token"));
    if (!claims.expiresAt().isAfter(clock.instant())) {
      throw new Failure.Unauthenticated(
          ErrorCode.TOKEN_EXPIRED, "the token expired at " + claims.expiresAt());
    }
    return claims;
  }

  private static Claims claims(
      Use use, Principal principal, int generation, Instant now, Duration lifetime) {
    return new Claims(use, principal, generation, now, now.plus(lifetime));
  }
}
