package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.CloseCode;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Bots and hooks from end to end: over two nodes, and to somebody else's server.
class HooksClusterIT {

  private static final Vertx ELSEWHERE = Vertx.vertx();
  private static final List<JsonNode> PUSHED = new CopyOnWriteArrayList<>();
  private static final List<JsonNode> HOOKED = new CopyOnWriteArrayList<>();

  private static TestCluster cluster;
  private static String elsewhere;

  @BeforeAll
  static void start() {
    HttpServer server =
        ELSEWHERE
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              List<JsonNode> heard =
                                  request.path().equals("/push") ? PUSHED : HOOKED;
                              heard.add(Json.read(body.getBytes(), JsonNode.class));
                              request.response().setStatusCode(204).end();
                            }))
            .listen(0, "127.0.0.1")
            .await();
    elsewhere = "http://127.0.0.1:" + server.actualPort();
    Map<String, String> settings = new HashMap<>();
    settings.put("STARLING_HOOKS_PUSH_URL", elsewhere + "/push");
    settings.put("STARLING_HOOKS_PUSH_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    settings.put("STARLING_HOOKS_PUSH_AFTER", "500ms");
    settings.put("STARLING_HOOKS_SCAN_EVERY", "100ms");
    settings.put("STARLING_OUTBOUND_ALLOW_PRIVATE", "true");
    cluster = TestCluster.start(2, Services.shared(), settings);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    ELSEWHERE.close().await();
  }

  @Test
  void whoeverIsAwayIsToldAndNotAnyMoreOnceTheyHaveReadIt() {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 0);
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "are you there?");
    alice.say(chat, "m2", "hello?");

    soon().untilAsserted(() -> assertThat(pushedTo(bob)).hasSize(1));
    JsonNode notice = pushedTo(bob).getFirst();
    assertThat(notice.get("type").asText()).isEqualTo("notify");
    assertThat(notice.get("unread").asInt()).isEqualTo(2);
    assertThat(notice.at("/sender/id").asText()).isEqualTo(alice.id());
    assertThat(notice.has("text")).isFalse();

    long read = System.nanoTime();
    bob.at(cluster.url(1)).rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 2));
    soon().untilAsserted(() -> assertThat(pushedTo(bob)).hasSize(2));

    assertThat(pushedTo(bob).getLast().get("type").asText()).isEqualTo("withdraw");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - read)).isLessThan(10);
    assertThat(pushedTo(alice)).isEmpty();
  }

  @Test
  void aBotHearsAndSpeaksUntilItsTokenIsRevoked() {
    Person alice = cluster.person("alice", 0);
    JsonNode bot = alice.rest().post("/v1/bots", Map.of("username", "b" + alice.id())).body();
    String bots = "/v1/bots/" + bot.get("id").asText();
    JsonNode token = alice.rest().post(bots + "/tokens", Map.of("label", "socket")).body();
    String group =
        alice
            .rest()
            .post(
                "/v1/conversations",
                Map.of("kind", "group", "title", "Ops", "members", List.of(bot.get("id"))))
            .body()
            .get("id")
            .asText();
    TestSocket b = TestSocket.open(cluster.clients(), cluster.url(1), token.get("token").asText());
    b.register(null);
    b.awaitCaughtUp();
    TestSocket late = cluster.anonymousSocket(1);
    JsonNode opened =
        late.ask("session.open", Map.of("token", token.get("token").asText())).await();
    assertThat(opened.at("/body/user").asText()).isEqualTo(bot.get("id").asText());

    alice.say(group, "m1", "status?");
    soon().untilAsserted(() -> assertThat(b.texts(group)).containsExactly("status?"));
    assertThat(b.say(group, "m1", "green").await().at("/body/seq").asLong()).isEqualTo(3);
    assertThat(new Rest(cluster.url(0), token.get("token").asText()).get("/v1/me").body())
        .isEqualTo(alice.rest().get("/v1/users/" + bot.get("id").asText()).body());

    assertThat(alice.rest().delete(bots + "/tokens/" + token.get("id").asText()).status())
        .isEqualTo(204);
    b.closed().await();
    late.closed().await();
    assertThat(b.closeCode()).isEqualTo((short) CloseCode.SESSION_REVOKED.number());
  }

  @Test
  void whatComesInThroughOneHookGoesOutThroughAnother() {
    Person alice = cluster.person("alice", 0);
    String sender = bot(alice, "sender");
    String listener = bot(alice, "listener");
    String group =
        alice
            .rest()
            .post(
                "/v1/conversations",
                Map.of("kind", "group", "title", "Ops", "members", List.of(sender, listener)))
            .body()
            .get("id")
            .asText();
    alice.rest().post("/v1/bots/" + listener + "/webhooks", Map.of("url", elsewhere + "/events"));
    String url =
        alice
            .rest()
            .post("/v1/conversations/" + group + "/webhooks", Map.of("bot", sender))
            .body()
            .get("url")
            .asText();
    TestSocket a = alice.listening();

    for (int i = 0; i < 5; i++) {
      assertThat(cluster.stranger(i % 2).post(url, Map.of("text", "build " + i)).status())
          .isEqualTo(201);
    }

    soon().untilAsserted(() -> assertThat(a.texts(group)).hasSize(5));
    soon()
        .untilAsserted(
            () ->
                assertThat(HOOKED)
                    .extracting(one -> one.at("/event/text").asText())
                    .containsExactly("build 0", "build 1", "build 2", "build 3", "build 4"));
    assertThat(HOOKED)
        .allSatisfy(
            one -> {
              assertThat(one.get("bot").asText()).isEqualTo(listener);
              assertThat(one.at("/event/sender").asText()).isEqualTo(sender);
            });
  }

  private static String bot(Person owner, String name) {
    return owner
        .rest()
        .post("/v1/bots", Map.of("username", name + owner.id()))
        .body()
        .get("id")
        .asText();
  }

  private static List<JsonNode> pushedTo(Person person) {
    return PUSHED.stream().filter(one -> one.get("user").asText().equals(person.id())).toList();
  }
}
