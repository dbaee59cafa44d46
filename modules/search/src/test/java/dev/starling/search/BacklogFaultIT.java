package dev.starling.search;

import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SearchMessages;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A long backlog, and whoever works on it goes away in the middle.
@Tag("slow")
class BacklogFaultIT {

  private static final int ROWS = 100_000;
  private static final Duration WITHIN = Duration.ofMinutes(15);

  @Test
  void aHundredThousandRowsAreIndexedOnceWhoeverIsKilled() {
    try (Services services = Services.separate();
        World world = new World(services)) {
      UserId alice = world.person();
      ConversationId group = world.group(alice);
      Search first = world.search(2);
      world.say(alice, group, "the first word");
      world.untilIndexed();
      sayMany(world, alice, group);

      Await.until(() -> assertThat(first.stats().indexed()).isGreaterThan(ROWS / 10));
      services.elasticsearch().kill();
      services.elasticsearch().start();
      Await.get(first.stop());
      Search second = world.search(2);
      Instant deadline = Instant.now().plus(WITHIN);
      while (world.waiting() > 0 && Instant.now().isBefore(deadline)) {
        Await.until(() -> assertThat(second.stats().indexed()).isPositive());
      }

      world.untilIndexed();
      assertThat(world.documents()).isEqualTo(ROWS + 1);
      assertThat(second.stats().deadLetters()).isZero();
      SearchMessages asked = SearchMessages.of("backlog99999").in(group);
      assertThat(texts(World.patiently(second, alice, asked, PageRequest.of(10, null))))
          .containsExactly("backlog99999 row");
    }
  }

  /// Each message in a batch of its own.
  private static void sayMany(World world, UserId alice, ConversationId group) {
    world.sql(
        """
        with head as (
          update conversation set last_seq = last_seq + $3 where id = $1 returning last_seq - $3 as base
        ), said as (
          insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
            select $1, base + i, 0, $2, now(), 1, 'backlog' || i, 'backlog' || i || ' row'
              from head, generate_series(1, $3) i
          returning seq
        )
        insert into event_outbox (conversations, firsts, counts)
          select array[$1], array[seq], array[1] from said
        """,
        group.value(),
        alice.value(),
        (long) ROWS);
  }
}
