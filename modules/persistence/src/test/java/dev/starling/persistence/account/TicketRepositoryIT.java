package dev.starling.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TicketRepositoryIT {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoredTicket TICKET =
      new StoredTicket(new UserId(1), new SessionId(2), NOON);

  private static TicketRepository tickets;

  @BeforeAll
  static void open(Vertx vertx) {
    tickets = new TicketRepository(FreshDatabase.open(vertx));
  }

  @Test
  void oneOfManyWhoRedeemATicketGetsIt() {
    Buffer hash = Buffer.buffer("many");
    tickets.add(hash, TICKET).await();

    List<Future<Optional<StoredTicket>>> attempts =
        Stream.generate(() -> tickets.redeem(hash)).limit(8).toList();

    assertThat(attempts.stream().map(future -> future.await()).flatMap(Optional::stream))
        .containsExactly(TICKET);
  }

  @Test
  void deleteOverLeavesWhatIsNot() {
    Buffer hash = Buffer.buffer("kept");
    tickets.add(hash, TICKET).await();

    int kept = tickets.deleteOver(NOON, 10).await();
    int deleted = tickets.deleteOver(NOON.plusMillis(1), 10).await();

    assertThat(kept).isZero();
    assertThat(deleted).isEqualTo(1);
    assertThat(tickets.redeem(hash).await()).isEmpty();
  }
}
