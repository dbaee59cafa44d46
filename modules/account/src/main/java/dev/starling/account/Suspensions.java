package dev.starling.account;

import dev.starling.persistence.safety.ModeratorRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Keeps people out for a time.
///
/// A suspension is durable before sessions are ended, and a new session is durable before it is
/// asked for suspensions: one of the two finds the other.
final class Suspensions {

  private final ModeratorRepository rows;
  private final RevocationFeed revocations;
  private final Clock clock;

  Suspensions(ModeratorRepository rows, RevocationFeed revocations, Clock clock) {
    this.rows = rows;
    this.revocations = revocations;
    this.clock = clock;
  }

  /// Ends their sessions on all nodes, those of their bots, too.
  Future<Void> suspend(UserId user, Instant until) {
    return rows.suspend(user, until).compose(suspended -> endSessions(user));
  }

  /// Fails with SUSPENDED for who has just signed in and may not; their sessions are over then.
  Future<Void> check(UserId user) {
    Instant now = clock.instant();
    return rows.suspendedUntil(user, now)
        .compose(
            until ->
                until.isEmpty()
                    ? Future.succeededFuture()
                    : endSessions(user)
                        .compose(
                            ended ->
                                Future.failedFuture(
                                    new Failure.TryLater(
                                        ErrorCode.SUSPENDED,
                                        "suspended until " + until.get(),
                                        Duration.between(now, until.get())))));
  }

  private Future<Void> endSessions(UserId user) {
    return rows.endSessions(user, clock.instant())
        .onSuccess(ended -> ended.forEach(revocations::spread))
        .mapEmpty();
  }
}
