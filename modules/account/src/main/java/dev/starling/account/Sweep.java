package dev.starling.account;

import dev.starling.persistence.account.AttemptRepository;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.persistence.account.TicketRepository;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Removes what is over. Nothing depends on it but the size of the tables: every reader compares
/// times itself.
final class Sweep {

  /// Rows of one table at a time, so that nobody waits for their locks.
  private static final int ROWS_MAX = 10_000;

  /// A session stays for a while, so that a late refresh hears what became of it.
  private static final Duration SESSION_KEPT = Duration.ofDays(1);

  private final SessionRepository sessions;
  private final TicketRepository tickets;
  private final AttemptRepository attempts;
  private final Clock clock;

  Sweep(
      SessionRepository sessions,
      TicketRepository tickets,
      AttemptRepository attempts,
      Clock clock) {
    this.sessions = sessions;
    this.tickets = tickets;
    this.attempts = attempts;
    this.clock = clock;
  }

  Future<Void> run() {
    Instant now = clock.instant();
    return sessions
        .deleteOver(now.minus(SESSION_KEPT), ROWS_MAX)
        .compose(deleted -> tickets.deleteOver(now, ROWS_MAX))
        .compose(deleted -> attempts.deleteOver(now, ROWS_MAX))
        .mapEmpty();
  }
}
