package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.account.TicketRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.SocketTicket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TicketServiceIT {

  private static final FakeClock clock = new FakeClock();

  private static TestNode node;
  private static TicketService tickets;
  private static SignedIn alice;

  @BeforeAll
  static void start(Vertx vertx) {
    node = TestNode.start(vertx, TestNode.newDatabase(), clock);
    tickets = node.accounts().tickets();
    alice = node.register("alice");
  }

  @Test
  void aTicketOpensOneSocket() {
    SocketTicket ticket = tickets.issue(TestNode.principal(alice)).await();

    assertThat(ticket.expiresIn()).isEqualTo(30);
    assertThat(tickets.redeem(ticket.ticket()).await()).isEqualTo(TestNode.principal(alice));
    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem(ticket.ticket()));
  }

  @Test
  void aTicketIsGoodForThirtySeconds() {
    SocketTicket ticket = tickets.issue(TestNode.principal(alice)).await();

    clock.advance(Duration.ofSeconds(30));

    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem(ticket.ticket()));
  }

  @Test
  void whatWasNeverIssuedOpensNothing() {
    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem("A".repeat(43)));
    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem("A".repeat(1_000_000)));
    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem(""));
    assertFails(ErrorCode.TICKET_INVALID, tickets.redeem(null));
  }

  @Test
  void aTicketDiesWithItsSession() {
    SignedIn bob = node.register("bob");
    SocketTicket ticket = tickets.issue(TestNode.principal(bob)).await();

    node.accounts().sessions().end(TestNode.principal(bob), bob.sessionId()).await();

    assertFails(ErrorCode.SESSION_REVOKED, tickets.redeem(ticket.ticket()));
  }

  @Test
  void theDatabaseHoldsTheHashOnly() throws NoSuchAlgorithmException {
    byte[] ticket =
        tickets
            .issue(TestNode.principal(alice))
            .await()
            .ticket()
            .getBytes(StandardCharsets.US_ASCII);
    TicketRepository stored = new TicketRepository(node.database());

    assertThat(stored.redeem(Buffer.buffer(ticket)).await()).isEmpty();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket);
    assertThat(stored.redeem(Buffer.buffer(hash)).await()).isPresent();
  }
}
