package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A node is killed with -9 while people on both nodes write.
class NodeKilledFaultIT {

  private final Services services = Services.shared();
  private final Vertx clients = Vertx.vertx();
  private List<NodeProcess> nodes;

  @BeforeEach
  void start() {
    String database = services.postgres().newDatabase().uri().toString();
    nodes = NodeProcess.start(services, database, 2);
  }

  @AfterEach
  void stop() {
    nodes.forEach(NodeProcess::close);
    clients.close().await();
  }

  /// Every acknowledged message is in history exactly once, and everybody has all of it in order.
  @Test
  void everyAcknowledgedMessageIsKeptOnceAndReachesEverybody() {
    Person alice = Person.register(clients, nodes.get(0).url(), "alice");
    Person bob = Person.register(clients, nodes.get(1).url(), "bob");
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    String bobsCursor = b.lastCursor();

    Map<String, Future<JsonNode>> sent = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      sent.put("a" + i, a.say(chat, "a" + i, "alice " + i));
      sent.put("b" + i, b.say(chat, "b" + i, "bob " + i));
      if (i == 150) {
        await().untilAsserted(() -> assertThat(sent.get("b20").isComplete()).isTrue());
        nodes.get(1).kill();
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(sent)
                    .allSatisfy(
                        (id, answer) ->
                            assertThat(answer.isComplete() || id.startsWith("b")).isTrue()));
    Set<String> acknowledged = acknowledged(sent);

    // Bob comes back through the other node and sends again what was not acknowledged.
    Person bobAgain = bob.at(nodes.get(0).url());
    TestSocket b2 = bobAgain.socket();
    b2.register(bobsCursor);
    for (int i = 0; i < 300; i++) {
      String id = "b" + i;
      if (!acknowledged.contains(id)) {
        JsonNode answer = b2.say(chat, id, "bob " + i).await();
        assertThat(answer.get("type").asText()).as(answer.toString()).isEqualTo("rec");
      }
    }

    List<String> history = clientIdsOfHistory(alice, chat);
    assertThat(history).doesNotHaveDuplicates().hasSize(600).containsAll(acknowledged);
    for (TestSocket socket : List.of(a, b2)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(socket.sequences(chat)).hasSize(600));
      assertThat(socket.sequences(chat)).isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
    }
  }

  private static Set<String> acknowledged(Map<String, Future<JsonNode>> sent) {
    Set<String> ids = new HashSet<>();
    sent.forEach(
        (id, answer) -> {
          if (answer.succeeded() && answer.result().get("type").asText().equals("rec")) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static List<String> clientIdsOfHistory(Person reader, String chat) {
    List<String> ids = new ArrayList<>();
    long after = 0;
    while (true) {
      JsonNode items =
          reader
              .rest()
              .get("/v1/conversations/" + chat + "/events?limit=200&after=" + after)
              .body()
              .get("items");
      if (items.isEmpty()) {
        return ids;
      }
      items.forEach(item -> ids.add(item.get("clientId").asText()));
      after = items.get(items.size() - 1).get("seq").asLong();
    }
  }
}
