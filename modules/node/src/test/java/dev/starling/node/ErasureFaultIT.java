package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A node is killed with -9 while it erases.
class ErasureFaultIT {

  private static final int MESSAGES = 600;

  private final Services services = Services.shared();
  private final Vertx clients = Vertx.vertx();
  private List<NodeProcess> nodes;

  /// In such small steps that there is time to be killed.
  @BeforeEach
  void start() {
    nodes =
        NodeProcess.start(
            services,
            services.postgres().newDatabase().uri().toString(),
            2,
            Map.of("STARLING_PERSONAL_ERASING_BATCH_MAX", "1"));
  }

  @AfterEach
  void stop() {
    nodes.forEach(NodeProcess::close);
    clients.close().await();
  }

  @Test
  void whatOneNodeBeganToEraseAnotherErases() {
    Person alice = Person.register(clients, nodes.get(0).url(), "alice");
    Person bob = Person.register(clients, nodes.get(1).url(), "bob");
    String group = alice.group("Climbing", bob);
    TestSocket a = alice.listening();
    Future.all(IntStream.range(0, MESSAGES).mapToObj(i -> a.say(group, "m" + i, "walrus")).toList())
        .await();

    String id = alice.rest().delete("/v1/conversations/" + group).body().get("id").asText();
    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(messages(receipt(bob, id))).isBetween(1L, MESSAGES - 50L));
    nodes.get(0).kill();

    assertThat(receipt(bob, id).get("state").asText()).isEqualTo("running");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode receipt = receipt(bob, id);
              assertThat(receipt.get("state").asText()).as("%s", receipt).isEqualTo("finished");
              assertThat(receipt.get("stillIn")).isEmpty();
            });
  }

  private static JsonNode receipt(Person at, String id) {
    Rest.Answer answer = at.rest().get("/v1/erasures/" + id);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static long messages(JsonNode receipt) {
    for (JsonNode one : receipt.get("stillIn")) {
      if (one.get("place").asText().equals("messages")) {
        return one.get("count").asLong();
      }
    }
    return 0;
  }
}
