package dev.starling.node;

import static dev.starling.node.BlocksClusterIT.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody floods others, over REST and over sockets.
class LimitsClusterIT {

  private static final int BURST = 3;
  private static final int EACH_MS = 2_000;

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 0);
  private final String chat = alice.directWith(bob);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2, Services.shared(), Floods.limits(60_000 / EACH_MS, BURST));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whatIsRefusedWasNotStoredAndIsTakenAfterTheTimeThatWasTold() {
    flood(alice);

    Rest.Answer refused = alice.say(chat, "once more", "and once more");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorName()).isEqualTo("TOO_MANY_REQUESTS");
    long wait = refused.body().at("/error/retryAfterMs").asLong();
    assertThat(wait).isBetween(1L, (long) EACH_MS);
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(texts(bob, chat)).hasSize(BURST).doesNotContain("and once more");

    waitFor(wait);
    assertThat(alice.say(chat, "once more", "and once more").status()).isEqualTo(201);
    assertThat(texts(bob, chat)).hasSize(BURST + 1).contains("and once more");
  }

  @Test
  void aSocketIsToldTheSameAndCountedTogetherWithRest() {
    TestSocket socket = alice.socket();
    assertThat(alice.say(chat, "1", "over REST").status()).isEqualTo(201);
    for (int i = 1; i < BURST; i++) {
      JsonNode answer = socket.say(chat, "s" + i, "over a socket").await();
      assertThat(answer.get("type").asText()).isEqualTo("rec");
    }

    JsonNode refused = socket.say(chat, "more", "more").await();
    assertThat(refused.get("type").asText()).isEqualTo("err");
    assertThat(refused.get("failureCode").asInt()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS.number());
    assertThat(alice.say(chat, "over REST", "more").status()).isEqualTo(429);
    long wait = refused.get("retryAfterMs").asLong();
    assertThat(wait).isBetween(1L, (long) EACH_MS);

    waitFor(wait);
    assertThat(socket.say(chat, "more", "more").await().get("type").asText()).isEqualTo("rec");
  }

  @Test
  void nobodyElseIsHeldUpAndNothingElseEither() {
    flood(alice);

    assertThat(alice.say(chat, "too much", "x").status()).isEqualTo(429);
    assertThat(bob.say(chat, "1", "let me speak").status()).isEqualTo(201);
    assertThat(alice.rest().put(message(1) + "/reactions/%F0%9F%91%8D", null).status())
        .isEqualTo(200);
    assertThat(alice.rest().get("/v1/conversations/" + chat + "/events").status()).isEqualTo(200);
    assertThat(alice.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 1)).status())
        .isLessThan(300);
  }

  @Test
  void theSameMessageAgainCountsLikeAnyRequest() {
    for (int i = 0; i < BURST; i++) {
      assertThat(alice.say(chat, "1", "the same").status()).isLessThan(300);
    }

    assertThat(alice.say(chat, "1", "the same").status()).isEqualTo(429);
    assertThat(texts(bob, chat)).containsExactly("the same");
  }

  @Test
  void oneWhoOpensManyConversationsIsRefusedToo() {
    Person carol = cluster.person("carol", 0);
    List<Integer> statuses =
        IntStream.rangeClosed(0, BURST)
            .mapToObj(i -> Map.of("kind", "group", "title", "g" + i, "members", List.of(bob.id())))
            .map(group -> carol.rest().post("/v1/conversations", group).status())
            .toList();

    assertThat(statuses).containsExactly(201, 201, 201, 429);
  }

  /// What it costs to ask nobody: over two nodes it is twice as much, and no more.
  @Test
  void eachNodeCountsForItself() {
    flood(alice);
    Person elsewhere = alice.at(cluster.url(1));
    for (int i = 0; i < BURST; i++) {
      assertThat(elsewhere.say(chat, "there" + i, "x").status()).isEqualTo(201);
    }

    assertThat(elsewhere.say(chat, "more", "x").status()).isEqualTo(429);
  }

  private void flood(Person person) {
    for (int i = 0; i < BURST; i++) {
      assertThat(person.say(chat, "m" + i, "flood").status()).isEqualTo(201);
    }
  }

  private String message(long seq) {
    return "/v1/conversations/" + chat + "/messages/" + seq;
  }

  private static void waitFor(long millis) {
    cluster.clients().timer(millis).await();
  }
}
