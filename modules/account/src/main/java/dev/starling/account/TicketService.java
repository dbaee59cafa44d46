package dev.starling.account;

import dev.starling.persistence.HashedSecret;
import dev.starling.persistence.account.StoredTicket;
import dev.starling.persistence.account.TicketRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.SocketTicket;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Tickets that open one socket each, for browsers, which cannot send a header with an upgrade and
/// would otherwise put their token into an address that is logged.
public final class TicketService {

  private final TicketRepository tickets;
  private final Revocations revocations;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration lifetime;

  TicketService(
      TicketRepository tickets,
      Revocations revocations,
      SecureRandom random,
      Clock clock,
      Duration lifetime) {
    this.tickets = tickets;
    this.revocations = revocations;
    this.random = random;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  public Future<SocketTicket> issue(Principal principal) {
    String ticket = HashedSecret.make(random);
    StoredTicket stored =
        new StoredTicket(principal.user(), principal.session(), clock.instant().plus(lifetime));
    return tickets
        .add(HashedSecret.hash(ticket), stored)
        .map(added -> new SocketTicket(ticket, lifetime.toSeconds()));
  }

  /// Whose socket it opens. The ticket is used up, even when it has expired.
  ///
  /// Fails with [Failure.Unauthenticated], TICKET_INVALID or SESSION_REVOKED.
  public Future<Principal> redeem(String ticket) {
    if (ticket == null || ticket.length() != HashedSecret.LENGTH) {
      return Future.failedFuture(invalid());
    }
    return tickets.redeem(HashedSecret.hash(ticket)).map(this::principal);
  }

  private Principal principal(Optional<StoredTicket> found) {
    StoredTicket ticket =
        found
            .filter(stored -> stored.expiresAt().isAfter(clock.instant()))
            .orElseThrow(TicketService::invalid);
    if (revocations.isRevoked(ticket.session())) {
      throw new Failure.Unauthenticated(ErrorCode.SESSION_REVOKED, "the session was revoked");
    }
    return new Principal(ticket.user(), ticket.session());
  }

  private static Failure invalid() {
    return new Failure.Unauthenticated(ErrorCode.TICKET_INVALID, "unknown, used or expired ticket");
  }
}
