package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.PostgresDatabase;
import dev.starling.devservices.Services;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From a complaint to the line in the log: somebody's request failed for a reason of ours.
class RequestIdIT {

  private static final Vertx CLIENTS = Vertx.vertx();
  private static NodeProcess node;
  private static Person alice;

  @BeforeAll
  static void start() throws SQLException {
    PostgresDatabase database = Services.shared().postgres().newDatabase();
    node =
        NodeProcess.start(
                Services.shared(),
                database.uri().toString(),
                1,
                Map.of("STARLING_LOG_FORMAT", "json"))
            .getFirst();
    alice = Person.register(CLIENTS, node.url(), "alice");
    String password = database.password();
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), password);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table conversation_member rename to moved_away");
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    CLIENTS.close().await();
  }

  @Test
  void aRequestsOwnIdIsAnsweredAndLogged() {
    Rest.Answer answer = list(Map.of("X-Request-Id", "shop-4711"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.errorName()).isEqualTo("INTERNAL");
    assertThat(answer.raw().headers().firstValue("X-Request-Id")).contains("shop-4711");
    JsonNode line = awaitLine("shop-4711");
    assertThat(line.get("level").asText()).isEqualTo("ERROR");
    assertThat(line.get("loggerName").asText()).startsWith("dev.starling.rest");
    assertThat(line.get("kvpList").findValuesAsText("path")).containsExactly("/v1/conversations");
    assertThat(line.get("throwable").toString()).contains("conversation_member");
  }

  @Test
  void aRequestWithoutADecentIdIsGivenOne() {
    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), Map.of("X-Request-Id", "{\"a\": 1}"))) {
      Optional<String> given = list(headers).raw().headers().firstValue("X-Request-Id");

      assertThat(given).get().asString().matches("[0-9a-f-]{36}");
      assertThat(awaitLine(given.orElseThrow()).get("level").asText()).isEqualTo("ERROR");
    }
  }

  @Test
  void aSocketsCommandIsLoggedWithItsReplyAddress() {
    JsonNode answer =
        alice
            .socket()
            .ask("conversation.read", Map.of("conversation", "c" + "1".repeat(5), "seq", 1))
            .await();

    assertThat(answer.get("failureCode").asInt()).isEqualTo(900);
    JsonNode line = awaitLine(answer.get("address").asText());
    assertThat(line.get("loggerName").asText()).startsWith("dev.starling.connection");
    assertThat(line.get("kvpList").findValuesAsText("command"))
        .containsExactly("conversation.read");
    assertThat(line.get("kvpList").findValuesAsText("user")).containsExactly(alice.id());
  }

  @Test
  void everyLineIsJsonAndNoneHoldsASecret() {
    assertThat(list(Map.of()).status()).isEqualTo(500);

    assertThat(node.log())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(Json.read(bytes(line), JsonNode.class).isObject()).isTrue())
        .noneMatch(line -> line.contains(alice.token()));
  }

  private static Rest.Answer list(Map<String, String> headers) {
    return alice.rest().send("GET", "/v1/conversations", null, headers);
  }

  private static JsonNode awaitLine(String requestId) {
    return await()
        .until(
            () ->
                node.log().stream()
                    .map(line -> Json.read(bytes(line), JsonNode.class))
                    .filter(
                        line ->
                            line.path("kvpList").findValuesAsText("requestId").contains(requestId))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
