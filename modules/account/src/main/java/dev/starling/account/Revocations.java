package dev.starling.account;

import dev.starling.wire.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions that are over although their access tokens have not expired. Safe for use by any
/// thread.
public final class Revocations {

  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  private final Clock clock;
  private final Duration kept;
  private final Map<SessionId, Instant> until = new ConcurrentHashMap<>();
  private final List<Consumer<SessionId>> listeners = new CopyOnWriteArrayList<>();

  /// @param kept for so long a session is remembered: longer than its access tokens live
  Revocations(Clock clock, Duration kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /// False for a session whose last access token has expired.
  public boolean isRevoked(SessionId session) {
    return until.containsKey(session);
  }

  /// Each session is announced once, on any thread; a listener must not block.
  ///
  /// A session may be revoked while something is being opened for it. Whoever opens things first
  /// makes them known to its listener, then asks [#isRevoked]: one of the two finds them.
  public void onRevoked(Consumer<SessionId> listener) {
    listeners.add(listener);
  }

  void announce(Collection<SessionId> sessions) {
    Instant end = clock.instant().plus(kept);
    for (SessionId session : sessions) {
      if (until.putIfAbsent(session, end) == null) {
        listeners.forEach(listener -> tell(listener, session));
      }
    }
  }

  void forgetExpired() {
    Instant now = clock.instant();
    until.values().removeIf(end -> end.isBefore(now));
  }

  private static void tell(Consumer<SessionId> listener, SessionId session) {
    try {
      listener.accept(session);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on the end of session {}", session, e); // The others go on.
    }
  }
}
