package dev.starling.search;

import static dev.starling.search.World.find;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Elasticsearch goes away in several ways. Whatever was acknowledged is found when it is back.
@Tag("slow")
class SearchFaultIT {

  private static final Duration SOON = Duration.ofSeconds(4);

  private static Services services;

  private World world;
  private UserId alice;
  private ConversationId group;

  @BeforeAll
  static void own() {
    services = Services.separate();
  }

  @AfterAll
  static void end() {
    services.close();
  }

  @BeforeEach
  void open() {
    world = new World(services);
    alice = world.person();
    group = world.group(alice, world.person());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void messagesFlowWhileElasticsearchIsStoppedAndAreFoundAfterwards() {
    Search search = world.search(2);
    world.say(alice, group, "gull before");
    world.untilIndexed();

    world.http("DELETE", template(), "");
    services.elasticsearch().stop();
    world.sayAll(alice, group, IntStream.range(0, 100).mapToObj(i -> "gull during " + i));
    assertIsUnavailableSoon(search);
    Await.until(() -> assertThat(search.stats().failed()).isPositive());
    services.elasticsearch().start();
    world.untilIndexed();
    world.say(alice, group, "gull after");
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(102);
    assertThat(texts(find(search, alice, "gull before"))).containsExactly("gull before");
    assertThat(texts(find(search, alice, "gull after"))).containsExactly("gull after");
    assertThat(search.stats().deadLetters()).isZero();
    assertThat(world.http("GET", template(), "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsIndexedWhenElasticsearchIsKilledIsFoundAfterwards() {
    world.sayAll(alice, group, IntStream.range(0, 3_000).mapToObj(i -> "petrel " + i));
    Search search = world.search(2);
    Await.until(() -> assertThat(search.stats().indexed()).isPositive());

    services.elasticsearch().kill();
    services.elasticsearch().start();
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(3_000);
    assertThat(search.stats().deadLetters()).isZero();
  }

  @Test
  void aSilentElasticsearchIsUnavailableSoon() {
    Search search = world.search(1);
    world.say(alice, group, "tern");
    world.untilIndexed();

    services.elasticsearch().pause();
    try {
      assertIsUnavailableSoon(search);
      world.say(alice, group, "tern while it is silent");
    } finally {
      services.elasticsearch().resume();
    }
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(2);
  }

  @Test
  void aNodeThatStartsFirstIndexesOnceElasticsearchIsThere() {
    services.elasticsearch().stop();
    Search search = world.search(1);
    world.say(alice, group, "noddy at the Café");
    assertIsUnavailableSoon(search);

    services.elasticsearch().start();
    world.untilIndexed();

    assertThat(texts(find(search, alice, "cafe"))).hasSize(1);
    assertThat(world.http("GET", "/" + world.indices() + "/_mapping", "").body())
        .contains("\"dynamic\":\"false\"", "\"version\":2");
  }

  @Test
  void aClusterThatTakesNoNewIndexBuriesNothing() {
    String limit = "{\"persistent\": {\"cluster.max_shards_per_node\": %s}}";
    world.http("PUT", "/_cluster/settings", limit.formatted(1));
    Search search;
    try {
      search = world.search(1);
      world.say(alice, group, "skimmer");
      Await.until(() -> assertThat(search.stats().failed()).isPositive());
    } finally {
      world.http("PUT", "/_cluster/settings", limit.formatted("null"));
    }
    world.untilIndexed();

    assertThat(world.documents()).isEqualTo(1);
    assertThat(search.stats().deadLetters()).isZero();
  }

  private String template() {
    return "/_index_template/" + world.config.elasticsearch().indexPrefix() + "-message-v2-g1";
  }

  private void assertIsUnavailableSoon(Search search) {
    long begun = System.nanoTime();

    assertThatExceptionOfType(Failure.TryLater.class)
        .isThrownBy(() -> find(search, alice, "gull"))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.SEARCH_UNAVAILABLE);
    assertThatExceptionOfType(Failure.TryLater.class).isThrownBy(() -> Await.get(search.ready()));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }
}
