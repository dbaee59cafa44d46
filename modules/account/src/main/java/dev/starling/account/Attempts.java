package dev.starling.account;

import dev.starling.persistence.account.AttemptRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.Names;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Refuses who tries too often. An attempt counts before it is made, so that many at the same time
/// are no way around the limit.
final class Attempts {

  /// An attempt that may be made.
  record Admission(String subject, Instant windowEnds) {}

  private final AttemptRepository repository;
  private final Clock clock;
  private final AttemptConfig config;

  Attempts(AttemptRepository repository, Clock clock, AttemptConfig config) {
    this.repository = repository;
    this.clock = clock;
    this.config = config;
  }

  Future<Admission> registration(String address) {
    return admit("registration " + ClientAddress.key(address), config.registrationsPerAddress());
  }

  Future<Admission> signIn(String address) {
    return admit("sign-in " + ClientAddress.key(address), config.signInsPerAddress());
  }

  /// Counts as a failure until it is taken back.
  Future<Admission> password(String username) {
    return admit("password " + Names.key(username), config.failuresPerAccount());
  }

  Future<Void> takeBack(Admission admission) {
    return repository.takeBack(admission.subject(), admission.windowEnds());
  }

  private Future<Admission> admit(String subject, RateLimit limit) {
    Instant now = clock.instant();
    return repository
        .count(subject, now, limit.window())
        .compose(
            counted ->
                counted.attempts() > limit.attemptsMax()
                    ? Future.failedFuture(tooMany(Duration.between(now, counted.windowEnds())))
                    : Future.succeededFuture(new Admission(subject, counted.windowEnds())));
  }

  private static Failure tooMany(Duration after) {
    return new Failure.TryLater(ErrorCode.TOO_MANY_REQUESTS, "too many attempts", after);
  }
}
