package dev.starling.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.account.AttemptRepository;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.persistence.account.TicketRepository;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SweepIT {

  private static final Instant DOOMSDAY = Instant.parse("2100-01-01T00:00:00Z");

  private static final FakeClock clock = new FakeClock();

  private static TestNode node;
  private static SessionRepository sessions;
  private static TicketRepository tickets;
  private static AttemptRepository attempts;
  private static Sweep sweep;

  @BeforeAll
  static void start(Vertx vertx) {
    node = TestNode.start(vertx, TestNode.newDatabase(), clock);
    sessions = new SessionRepository(node.database());
    tickets = new TicketRepository(node.database());
    attempts = new AttemptRepository(node.database());
    sweep = new Sweep(sessions, tickets, attempts, clock);
  }

  /// Every test leaves nothing behind.
  @BeforeEach
  void haveASessionATicketAndAnAttempt() {
    SignedIn alice = node.register(TestNode.unique("alice"));
    assertThat(node.accounts().tickets().issue(TestNode.principal(alice)).await()).isNotNull();
  }

  @Test
  void whatIsNotOverStays() {
    sweep.run().await();

    assertLeft(1, 1, 1);
  }

  @Test
  void ticketsAndAttemptsGoFirst() {
    clock.advance(Duration.ofHours(2));

    sweep.run().await();

    assertLeft(1, 0, 0);
  }

  @Test
  void aSessionGoesADayAfterItsEnd() {
    clock.advance(Duration.ofDays(31).plusSeconds(1));

    sweep.run().await();

    assertLeft(0, 0, 0);
  }

  private void assertLeft(int sessionsLeft, int ticketsLeft, int attemptsLeft) {
    assertThat(sessions.deleteOver(DOOMSDAY, 10).await()).isEqualTo(sessionsLeft);
    assertThat(tickets.deleteOver(DOOMSDAY, 10).await()).isEqualTo(ticketsLeft);
    assertThat(attempts.deleteOver(DOOMSDAY, 10).await()).isEqualTo(attemptsLeft);
  }
}
