package dev.starling.search;

import static dev.starling.search.World.findIn;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.IndexDeadLetter;
import dev.starling.wire.search.IndexGeneration;
import dev.starling.wire.search.IndexGeneration.State;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.SearchMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole index is built anew while people write.
class ReindexIT {

  private World world;
  private UserId alice;
  private ConversationId group;

  @BeforeEach
  void open() {
    world = new World(Services.shared());
    alice = world.person();
    group = world.group(alice);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void underTrafficNothingIsLostAndNothingTwice() {
    Search search = world.search(small());
    sayMany("plover", 0, 600);
    world.untilIndexed();
    long seed = new Random().nextLong();
    Random random = new Random(seed);

    IndexGeneration begun = Await.get(search.operation().reindex());
    Set<String> expected = new HashSet<>();
    IntStream.range(0, 600).forEach(i -> expected.add("plover " + i));
    for (int i = 600; i < 900; i++) {
      expected.add("plover " + i);
      world.say(alice, group, "plover " + i);
      if (random.nextInt(5) == 0) {
        world.edit(group, alice, seq("plover " + (i - 300)), "plover edited " + i);
        expected.add("plover edited " + i);
        expected.remove("plover " + (i - 300));
      } else if (random.nextInt(5) == 0) {
        world.takeBack(group, alice, seq("plover " + (i - 300)));
        expected.remove("plover " + (i - 300));
      }
      if (i == 700) {
        Await.get(search.stop()); // A node leaves in the middle of it, and another one comes.
        search = world.search(small());
      }
    }
    world.untilIndexed();

    assertThat(found(search)).as("seed %d", seed).isEqualTo(expected);
    assertThat(documents(begun.id())).as("seed %d", seed).isEqualTo(expected.size());
    assertThat(Await.get(search.operation().generations()))
        .extracting(IndexGeneration::state)
        .containsExactly(State.OVER, State.ASKED);
  }

  @Test
  void whatIsOverIsDroppedAfterAWhile() {
    Search search = world.search(small());
    sayMany("dunlin", 0, 10);
    world.untilIndexed();
    Await.get(search.operation().reindex());
    world.untilIndexed();

    world.sql("update search_generation set over_at = over_at - interval '1 hour'");

    Await.until(
        () -> {
          assertThat(Await.get(search.operation().generations())).hasSize(1);
          assertThat(world.http("GET", "/_cat/indices/*-g1-*?h=index", "").body())
              .doesNotContain(world.config.elasticsearch().indexPrefix());
        });
    assertThat(found(search, "dunlin")).hasSize(10);
  }

  @Test
  void oneIsFilledAtATime() {
    Search search = world.search(0);
    sayMany("knot", 0, 3);
    Await.get(search.operation().reindex());

    assertThatExceptionOfType(Failure.Conflict.class)
        .isThrownBy(() -> Await.get(search.operation().reindex()))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.REINDEX_RUNNING);
  }

  @Test
  void anEmptyIndexIsFilledFromTheLog() {
    sayMany("ruff", 0, 50);
    world.sql("delete from event_outbox");
    Search search = world.search(small());
    world.untilIndexed();

    assertThat(found(search, "ruff")).hasSize(50);
    assertThat(Await.get(search.operation().generations()))
        .extracting(IndexGeneration::messages)
        .containsExactly(50L);
  }

  @Test
  void whatWasRefusedIsShownAndTriedAgain() {
    Search search = world.search(1);
    long seq = world.say(alice, group, "stint");
    world.untilIndexed();
    world.sql(
        "insert into search_dead_letter (conversation_id, seq, reason) values ($1, $2, 'too odd')",
        group.value(),
        seq);

    List<IndexDeadLetter> letters = deadLetters(search);
    assertThat(letters).extracting(IndexDeadLetter::reason).containsExactly("too odd");
    assertThat(Await.get(search.operation().replay()).messages()).isEqualTo(1);
    assertThat(deadLetters(search)).isEmpty();
    world.untilIndexed();
    assertThat(texts(findIn(search, alice, group, "stint"))).hasSize(1);
  }

  private static List<IndexDeadLetter> deadLetters(Search search) {
    PageRequest page = PageRequest.of(1, null);
    return Await.get(search.operation().deadLetters(page, SearchOperation.place(page))).items();
  }

  /// Small steps, so that there are many of them.
  private SearchConfig small() {
    IndexerConfig usual = world.config.indexer();
    return world.config.with(
        new IndexerConfig(
            2,
            usual.rowsMax(),
            50,
            usual.bytesMax(),
            usual.claimFor(),
            usual.pollInterval(),
            usual.gatherFor(),
            usual.giveWayAt(),
            usual.giveWayMost(),
            usual.retryAfterMin(),
            usual.retryAfterMax()));
  }

  private void sayMany(String word, int from, int to) {
    world.sayAll(alice, group, IntStream.range(from, to).mapToObj(i -> word + " " + i));
  }

  private long seq(String text) {
    return world.number(
        "select seq from event where conversation_id = $1 and body = $2", group.value(), text);
  }

  private Set<String> found(Search search) {
    return found(search, "plover");
  }

  private Set<String> found(Search search, String word) {
    List<String> found = new ArrayList<>();
    String cursor = null;
    do {
      MessageHits page =
          World.patiently(search, alice, SearchMessages.of(word), PageRequest.of(100, cursor));
      page.items().stream().map(MessageHit::text).forEach(found::add);
      cursor = page.next();
    } while (cursor != null);
    assertThat(found).doesNotHaveDuplicates();
    return new HashSet<>(found);
  }

  private long documents(int generation) {
    String indices = world.config.elasticsearch().indexPrefix() + "-message-v2-g" + generation;
    world.http("POST", "/" + indices + "-*/_refresh", "");
    String answer = world.http("GET", "/" + indices + "-*/_count", "").body();
    return Long.parseLong(answer.replaceAll(".*\"count\":(\\d+).*", "$1"));
  }
}
