package dev.starling.search;

import static dev.starling.search.World.find;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.persistence.search.DeadLetter;
import dev.starling.persistence.search.Outbox;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How messages get from the outbox into the index, whatever happens on the way.
class IndexingIT {

  /// Ends connections that are about to claim rows, to read them or to say that they are indexed.
  private static final String CUT_OFF =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
         and query ~ 'outbox_claim|event_outbox|entry.first'
      """;

  private World world;
  private UserId alice;
  private ConversationId group;

  @BeforeEach
  void open() {
    world = new World(Services.shared());
    alice = world.person();
    group = world.group(alice, world.person());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void severalIndexersEmptyOneOutboxTogether() {
    world.sayAll(alice, group, IntStream.range(0, 3_000).mapToObj(i -> "ruff " + i));

    Search some = world.search(2);
    Search others = world.search(2);
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(3_000);
    assertThat(some.stats().indexed() + others.stats().indexed()).isEqualTo(3_000);
    assertThat(some.stats().deadLetters() + others.stats().deadLetters()).isZero();
  }

  @Test
  void messagesThatComeWhileOthersAreIndexedAreIndexedToo() {
    Search search = world.search(2);
    for (int round = 0; round < 10; round++) {
      int number = round;
      world.sayAll(alice, group, IntStream.range(0, 50).mapToObj(i -> "teal " + number));
      search.wake();
    }

    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(500);
  }

  @Test
  void aClaimThatNobodyFinishesIsGivenBack() {
    world.say(alice, group, "abandoned");
    Outbox crashing = new Outbox(world.database, new Outbox.Limits(10, 10, Duration.ofSeconds(2)));
    Promise<Void> claimed = Promise.promise();
    crashing
        .next(
            messages -> {
              claimed.complete();
              return Promise.<List<DeadLetter>>promise().future();
            })
        .onFailure(cause -> {});
    Await.get(claimed.future());

    Search search = world.search(1);
    world.say(alice, group, "not abandoned");
    Await.until(() -> assertThat(search.stats().indexed()).isEqualTo(1));
    assertThat(world.waiting()).isPositive();
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(2);
  }

  @Test
  void indexersThatAreCutOffInTheMiddleLoseAndRepeatNothing() {
    world.sayAll(alice, group, IntStream.range(0, 3_000).mapToObj(i -> "wigeon " + i));
    IndexerConfig often =
        new IndexerConfig(
            2,
            2,
            100,
            1_000_000,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50));
    Search search = world.search(world.config.with(often));

    long said = 3_000;
    while (search.stats().failed() < 5 || said < 6_000) {
      world.sql(CUT_OFF);
      world.sayAll(alice, group, IntStream.range(0, 100).mapToObj(i -> "wigeon again " + i));
      said += 100;
    }
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(said);
    assertThat(search.stats().failed()).isPositive();
    assertThat(search.stats().deadLetters()).isZero();
  }

  @Test
  void indexingGivesWayWhileMessagesWaitForTheirCommit() {
    AtomicReference<Duration> commitWait = new AtomicReference<>(Duration.ofSeconds(1));
    Search search = world.search(givingWayFor(Duration.ofMinutes(1)), commitWait::get);
    world.say(alice, group, "mallard");

    Await.until(() -> assertThat(search.stats().gaveWay()).isGreaterThan(20));
    assertThat(search.stats().indexed()).isZero();

    commitWait.set(Duration.ZERO);
    world.untilIndexed();
    assertThat(find(search, alice, "mallard").items()).hasSize(1);
  }

  @Test
  void indexingGivesWayForAWhileOnly() {
    Search search = world.search(givingWayFor(Duration.ofMillis(100)), () -> Duration.ofSeconds(1));
    world.say(alice, group, "mallard");

    world.untilIndexed();
    assertThat(search.stats().gaveWay()).isPositive();
  }

  @Test
  void aBatchThatIsTwiceInTheOutboxIsOnceInTheIndex() {
    world.sayAll(alice, group, IntStream.range(0, 20).mapToObj(i -> "pintail " + i));
    world.sql(
        """
        insert into event_outbox (conversations, firsts, counts)
          select conversations, firsts, counts from event_outbox
        """);

    Search search = world.search(1);
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(20);
    assertThat(find(search, alice, "pintail").items()).hasSize(20);
  }

  @Test
  void aMessageThatCannotBeIndexedDoesNotStopTheOthers() {
    world.http(
        "PUT",
        "/" + world.config.elasticsearch().indexPrefix() + "-message-v2-g1-1999.01",
        "{\"mappings\": {\"properties\": {\"sender\": {\"type\": \"date\"}}}}");
    world.say(alice, group, "before");
    long poisoned = world.say(alice, group, "poisoned");
    world.say(alice, group, "after");
    world.sql(
        "update event set at = '1999-01-02T00:00:00Z' where conversation_id = $1 and seq = $2",
        group.value(),
        poisoned);

    Search search = world.search(1);
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(2);
    assertThat(search.stats().deadLetters()).isEqualTo(1);
    assertThat(
            world.number(
                """
                select count(*) from search_dead_letter
                 where conversation_id = $1 and seq = $2 and reason like '%sender%'
                """,
                group.value(), poisoned))
        .isEqualTo(1);
    assertThat(texts(find(search, alice, "after"))).containsExactly("after");
  }

  @Test
  void aMonthHasAnIndexOfItsOwn() {
    long old = world.say(alice, group, "shoveler");
    world.say(alice, group, "shoveler again");
    world.sql(
        "update event set at = '2024-02-29T23:59:59Z' where conversation_id = $1 and seq = $2",
        group.value(),
        old);

    Search search = world.search(1);
    world.untilIndexed();

    String prefix = world.config.elasticsearch().indexPrefix();
    assertThat(world.http("GET", "/" + prefix + "-message-v2-g1-2024.02/_count", "").body())
        .contains("\"count\":1");
    assertThat(texts(find(search, alice, "shoveler")))
        .containsExactly("shoveler again", "shoveler");
  }

  @Test
  void theIndexHoldsNoTextToGiveAway() {
    world.say(alice, group, "smew");
    world.search(1);
    world.untilIndexed();

    assertThat(world.http("GET", "/" + world.indices() + "/_search", "").body())
        .contains("\"_id\":\"" + group + ":")
        .doesNotContain("smew");
  }

  @Test
  void whatIsNoMessageIsNotIndexed() {
    world.search(1);
    world.untilIndexed();

    assertThat(world.documents()).isZero();
  }

  private SearchConfig givingWayFor(Duration most) {
    IndexerConfig defaults = IndexerConfig.DEFAULTS;
    return world.config.with(
        new IndexerConfig(
            1,
            defaults.rowsMax(),
            defaults.documentsMax(),
            defaults.bytesMax(),
            defaults.claimFor(),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            defaults.giveWayAt(),
            most,
            defaults.retryAfterMin(),
            defaults.retryAfterMax()));
  }
}
