package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL, Redis and Elasticsearch go away and come back while people write.
class ServicesAwayFaultIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Services SERVICES = Services.separate();
  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 0);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1, SERVICES, Map.of());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    SERVICES.close();
  }

  @Test
  void withoutElasticsearchMessagesFlowAndAfterwardsEverythingIsFound() {
    String chat = alice.directWith(bob);
    TestSocket b = bob.listening();
    SERVICES.elasticsearch().stop();

    alice.say(chat, "m1", "a walrus went unnoticed");
    await().untilAsserted(() -> assertThat(b.texts(chat)).hasSize(1));
    Rest.Answer search = bob.rest().get("/v1/search/messages?q=walrus");
    assertThat(search.status()).isEqualTo(503);
    assertThat(search.errorName()).isEqualTo("SEARCH_UNAVAILABLE");
    JsonNode health = bob.rest().get("/health/ready").body();
    assertThat(health.get("status").asText()).isEqualTo("degraded");
    assertThat(health.at("/checks/elasticsearch/status").asText()).isEqualTo("down");
    SERVICES.elasticsearch().start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        bob.rest()
                            .get("/v1/search/messages?q=walrus")
                            .body()
                            .path("items")
                            .findValuesAsText("text"))
                    .containsExactly("a walrus went unnoticed"));
  }

  @Test
  void withoutRedisEveryAnswerStaysTheSame() {
    String chat = alice.directWith(bob);
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    alice.rest().post("/v1/stories", Map.of("text", "a story"));
    alice.say(chat, "m1", "hello");
    List<String> paths =
        List.of("/v1/stories/feed", "/v1/conversations", "/v1/conversations/" + chat + "/events");
    List<JsonNode> before = paths.stream().map(path -> bob.rest().get(path).body()).toList();

    SERVICES.redis().flushAll();
    List<JsonNode> flushed = paths.stream().map(path -> bob.rest().get(path).body()).toList();
    SERVICES.redis().stop();
    List<JsonNode> stopped = paths.stream().map(path -> bob.rest().get(path).body()).toList();
    SERVICES.redis().start();

    assertThat(flushed).isEqualTo(before);
    assertThat(stopped).isEqualTo(before);
    assertThat(before.getFirst().at("/items/0/unseen").asInt()).isEqualTo(1);
  }

  @Test
  void whilePostgresRestartsNothingAcknowledgedIsLostAndNothingIsStoredTwice() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    List<Future<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(a.say(chat, "m" + i, "text " + i));
      if (i == 300) {
        answers.getFirst().await();
        SERVICES.postgres().stop();
      }
    }
    SERVICES.postgres().start();

    long acknowledged =
        answers.stream()
            .map(answer -> answer.await().get("type").asText())
            .filter("rec"::equals)
            .count();

    assertThat(acknowledged).isGreaterThan(0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(b.texts(chat)).hasSizeGreaterThanOrEqualTo((int) acknowledged));
    assertThat(b.texts(chat)).doesNotHaveDuplicates();
    assertThat(b.sequences(chat)).isSorted().doesNotHaveDuplicates();
  }
}
