package dev.starling.account;

import dev.starling.persistence.account.RevokedSessions;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.SessionId;
import dev.starling.wire.cluster.SessionsRevoked;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Tells this node's [Revocations] what is revoked anywhere: by the bus at once, and by asking the
/// database for whatever the bus has lost.
final class RevocationFeed {

  /// What the clocks of two nodes may be apart.
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Revocations revocations;
  private final SessionRepository sessions;
  private final Bus bus;
  private final Clock clock;
  private final Duration asked;
  private volatile long horizon;
  private volatile Instant answeredAt;

  RevocationFeed(
      Revocations revocations,
      SessionRepository sessions,
      Bus bus,
      Clock clock,
      TokenConfig config) {
    this.revocations = revocations;
    this.sessions = sessions;
    this.bus = bus;
    this.clock = clock;
    this.asked = config.accessLifetime().plus(CLOCK_SKEW);
  }

  /// Longer than anything is asked for, so that nothing comes back once it is forgotten.
  static Duration kept(TokenConfig config) {
    return config.accessLifetime().plus(CLOCK_SKEW.multipliedBy(2));
  }

  /// Completes when this node knows every session revoked so far.
  Future<Void> start() {
    answeredAt = clock.instant();
    return bus.listen(Addresses.SESSIONS_REVOKED, heard -> revocations.announce(heard.sessions()))
        .compose(listening -> poll());
  }

  /// Not to be called again before it is done.
  Future<Void> poll() {
    Instant now = clock.instant();
    // Counted from the last answer: a node that was cut off for long has sockets to close for
    // sessions whose tokens have expired since.
    return sessions.revokedSince(horizon, answeredAt.minus(asked)).map(found -> heard(found, now));
  }

  /// For a revocation that is in the database already.
  void spread(SessionId session) {
    revocations.announce(List.of(session));
    bus.publish(Addresses.SESSIONS_REVOKED, new SessionsRevoked(List.of(session)));
  }

  private Void heard(RevokedSessions found, Instant at) {
    revocations.announce(found.sessions());
    revocations.forgetExpired();
    // A database restored elsewhere counts its transactions anew: then everything is asked again.
    horizon = found.horizon() < horizon ? 0 : found.horizon();
    answeredAt = at;
    return null;
  }
}
