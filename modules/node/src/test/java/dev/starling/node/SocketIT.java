package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.CloseCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a socket may do, and what ends it.
class SocketIT {

  private static final Vertx CLIENTS = Vertx.vertx();
  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            2,
            Services.shared(),
            Map.of(
                "STARLING_CONNECTION_AUTHENTICATE_WITHIN", "2s",
                "STARLING_CONNECTION_SLOW_MAX", "3s",
                "STARLING_CONNECTION_FRAMES_PER_SECOND", "500",
                "STARLING_CONNECTION_FRAMES_BURST", "3000",
                "STARLING_CONNECTION_REFUSALS_MAX", "20"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    CLIENTS.close().await();
  }

  @Test
  void aPingIsAnswered() {
    TestSocket socket = alice.socket();

    socket.ping();

    await()
        .untilAsserted(
            () ->
                assertThat(socket.frames())
                    .extracting(f -> f.get("type").asText())
                    .contains("pong"));
  }

  @Test
  void aTokenMayComeInTheFirstFrame() {
    TestSocket socket = anonymous();

    JsonNode early = socket.say("c1", "m", "too early").await();
    JsonNode opened = socket.ask("session.open", Map.of("token", alice.token())).await();
    socket.register(null);

    assertThat(early.get("failureCode").asInt()).isEqualTo(201);
    assertThat(opened.at("/body/user").asText()).isEqualTo(alice.id());
    socket.awaitCaughtUp();
  }

  @Test
  void aTicketOpensOneSocket() {
    String ticket = alice.rest().post("/v1/socket-tickets", Map.of()).body().get("ticket").asText();
    String path = "/eventbus/websocket?ticket=" + ticket;

    TestSocket socket = TestSocket.connect(CLIENTS, cluster.url(1), path, null).await();
    socket.register(null);
    socket.awaitCaughtUp();

    assertThatThrownBy(() -> TestSocket.connect(CLIENTS, cluster.url(1), path, null).await())
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> assertThat(rejected.getStatus()).isEqualTo(401));
  }

  @Test
  void whoeverDoesNotSignInIsClosed() {
    TestSocket socket = anonymous();

    socket.closed().await();

    assertThat(socket.closeCode()).isEqualTo((short) CloseCode.NOT_AUTHENTICATED.number());
  }

  @Test
  void aForgedTokenIsRefusedAtTheUpgrade() {
    String forged = alice.token().substring(0, alice.token().length() - 2) + "xx";

    assertThatThrownBy(() -> TestSocket.open(CLIENTS, cluster.url(0), forged))
        .isInstanceOf(UpgradeRejectedException.class);
  }

  @Test
  void revokingASessionClosesItsSocketsOnEveryNode() {
    Person elsewhere = alice.onAnotherDevice(cluster.url(1));
    TestSocket there = elsewhere.listening();
    TestSocket here = alice.listening();

    assertThat(alice.rest().delete("/v1/sessions/" + elsewhere.session()).status()).isEqualTo(204);

    there.closed().await();
    assertThat(there.closeCode()).isEqualTo((short) CloseCode.SESSION_REVOKED.number());
    assertThat(elsewhere.rest().get("/v1/me").errorName()).isEqualTo("SESSION_REVOKED");
    here.ping();
    await().untilAsserted(() -> assertThat(here.frames()).isNotEmpty());
    assertThat(here.closed().isComplete()).isFalse();
  }

  @Test
  void aSlowReaderIsClosedAndItsResumeHasEverything() {
    String chat = alice.directWith(bob);
    TestSocket slow = bob.listening();
    String cursor = slow.lastCursor();
    slow.pause();
    TestSocket a = alice.socket();
    String text = "x".repeat(8_000);
    for (int i = 0; i < 1_500; i++) {
      a.say(chat, "m" + i, text).await();
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(metric("starling_sockets_closed_total{reason=\"SLOW_READER\"}"))
                    .isEqualTo(1));
    slow.resume();
    slow.closed().await();
    TestSocket again = bob.listening(cursor);

    assertThat(again.sequences(chat)).isEqualTo(LongStream.rangeClosed(1, 1_500).boxed().toList());
  }

  @Test
  void aReaderThatStallsForAMomentMissesNothing() {
    String chat = alice.directWith(bob);
    TestSocket slow = bob.listening();
    TestSocket a = alice.socket();
    slow.pause();
    for (int i = 0; i < 600; i++) {
      a.say(chat, "m" + i, "y".repeat(4_000)).await();
    }
    slow.resume();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(slow.sequences(chat))
                    .isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList()));
  }

  @Test
  void whoeverFloodsIsToldAndThenClosed() {
    TestSocket flood = alice.socket();

    for (int i = 0; i < 6_000; i++) {
      flood.ping();
    }

    flood.closed().await();
    assertThat(flood.closeCode()).isEqualTo((short) CloseCode.FLOODING.number());
    assertThat(flood.frames())
        .filteredOn(frame -> frame.path("failureCode").asInt() == 500)
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(frame.get("retryAfterMs").asLong()).isPositive());
  }

  @Test
  void aLeavingNodeTellsItsSocketsWhenToComeBack() {
    int node = cluster.add(Role.ALL);
    Person carol = cluster.person("carol", node);
    TestSocket socket = carol.listening();

    cluster.stop(node);

    assertThat(socket.awaitEvent("draining").get("reconnectAfterMs").isNumber()).isTrue();
    socket.closed().await();
    assertThat(socket.closeCode()).isEqualTo((short) CloseCode.SHUTDOWN.number());
    assertThat(carol.at(cluster.url(0)).listening().closed().isComplete()).isFalse();
  }

  private double metric(String name) {
    return Stream.of(0, 1).mapToDouble(node -> new Metrics(cluster.url(node)).value(name)).sum();
  }

  private static TestSocket anonymous() {
    return TestSocket.open(CLIENTS, cluster.url(0), null);
  }
}
