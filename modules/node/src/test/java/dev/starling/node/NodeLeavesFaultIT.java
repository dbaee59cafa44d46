package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A node is asked to stop, by SIGTERM, while people write through it.
@Tag("slow")
class NodeLeavesFaultIT {

  /// Far below the heartbeat limit after which a silent node would be missed.
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
  private static final int TERMINATED = 128 + 15;

  private final Vertx clients = Vertx.vertx();
  private List<NodeProcess> nodes;

  @BeforeEach
  void start() {
    Services services = Services.shared();
    nodes = NodeProcess.start(services, services.postgres().newDatabase().uri().toString(), 2);
  }

  @AfterEach
  void stop() {
    nodes.forEach(NodeProcess::close);
    clients.close().await();
  }

  @Test
  void itSaysGoodbyeFinishesWhatItTookAndLeavesTheClusterAtOnce() throws Exception {
    Person alice = Person.register(clients, nodes.get(0).url(), "alice");
    Person bob = Person.register(clients, nodes.get(1).url(), "bob");
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    List<Future<JsonNode>> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      sent.add(b.say(chat, "b" + i, "text " + i));
    }

    sent.getFirst().await(); // It has taken some by now, not all.
    CompletableFuture<Integer> ended = nodes.get(1).terminate();

    b.closed().await();
    assertThat(b.closeCode()).isEqualTo((short) CloseCode.SHUTDOWN.number());
    assertThat(b.events("draining")).hasSize(1);
    assertThat(b.events("draining").getFirst().get("reconnectAfterMs").asLong()).isNotNegative();
    await().atMost(STOPS_WITHIN).until(ended::isDone);
    assertThat(ended.get()).isEqualTo(TERMINATED);
    await().atMost(AT_ONCE).untilAsserted(() -> assertThat(members(nodes.get(0))).isEqualTo(1));

    List<String> acknowledged =
        sent.stream()
            .filter(Future::succeeded)
            .map(Future::result)
            .filter(answer -> answer.get("type").asText().equals("rec"))
            .map(answer -> answer.at("/body/seq").asText())
            .toList();
    assertThat(acknowledged).isNotEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(a.sequences(chat).stream().map(String::valueOf))
                    .containsAll(acknowledged));
    assertThat(bob.at(nodes.get(0).url()).listening().closed().isComplete()).isFalse();
  }

  @Test
  void howeverManySocketsItHasEachIsToldWhenToComeBack() {
    Person alice = Person.register(clients, nodes.get(1).url(), "alice");
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sockets.add(alice.socket()); // More sockets take longer to send away.
    }

    CompletableFuture<Integer> ended = nodes.get(1).terminate();

    await().atMost(STOPS_WITHIN).until(ended::isDone);
    sockets.forEach(
        socket -> {
          socket.closed().await();
          assertThat(socket.closeCode()).isEqualTo((short) CloseCode.SHUTDOWN.number());
          assertThat(socket.events("draining")).hasSize(1);
        });
  }

  private static double members(NodeProcess node) {
    return new Metrics(node.url()).value("starling_cluster_members");
  }
}
