package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.json.Json;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a node answers while the services it needs are away: that one may try later, and when.
class PartsAwayContractIT {

  private final OpenApi api = new OpenApi();
  private final Driven driven = new Driven();

  @Test
  void everyOperationSaysToTryLater() {
    try (Services services = Services.separate();
        TestCluster cluster = TestCluster.start(1, services, HooksContract.SETTINGS)) {
      Person alice = cluster.person("alice", 0);
      Person bob = cluster.person("bob", 0);
      String chat = alice.directWith(bob);

      services.elasticsearch().stop();
      withoutElasticsearch(cluster, alice);
      services.postgres().stop();
      withoutPostgres(cluster, alice, chat);
      socketsWithoutPostgres(cluster);
    }
  }

  private void withoutElasticsearch(TestCluster cluster, Person alice) {
    api.example(api.operation("searchMessages"), alice.rest(), driven)
        .fails(503, ErrorCode.SEARCH_UNAVAILABLE);
    JsonNode health = operating(cluster, "ready").answers(200);
    assertThat(health.get("status").asText()).isEqualTo("degraded");
  }

  private void withoutPostgres(TestCluster cluster, Person alice, String chat) {
    List<Operation> dependent =
        api.operations().stream()
            .filter(one -> one.path().startsWith("/v1/"))
            .filter(one -> !one.method().equals("options"))
            .filter(one -> !one.id().equals("previewLink")) // Previews are off here.
            .toList();
    for (Operation operation : dependent) {
      boolean isOperators = operation.path().startsWith("/v1/admin/");
      Rest rest = isOperators ? HooksContract.operator(cluster.url(0)) : alice.rest();
      Call call = api.example(operation, rest, driven);
      if (operation.id().equals("refresh")) {
        call.body(Map.of("refreshToken", alice.refreshToken()));
      }
      if (operation.path().startsWith("/v1/conversations/{id}")) {
        call.with("id", chat);
      }
      call.fails(503, ErrorCode.DATABASE_UNAVAILABLE);
    }
    operating(cluster, "ready").answers(503);
    operating(cluster, "live").answers(200);
    assertThat(dependent).hasSizeGreaterThan(30);
  }

  /// A ticket that may be good is not called bad.
  private void socketsWithoutPostgres(TestCluster cluster) {
    String ticket = "?ticket=" + "x".repeat(43);
    try (RawSockets raw = new RawSockets(cluster)) {
      UpgradeRejectedException refused = raw.refusal(ticket);
      JsonNode closing = raw.sockJsUntilClosed(ticket).getFirst();

      assertThat(refused.getStatus()).isEqualTo(503);
      assertThat(refused.getHeaders().get("Retry-After")).isEqualTo("1");
      Document document = api.document();
      assertThat(
              document.problems(
                  document.at("/components/schemas/RetriableError"),
                  Json.read(refused.getBody().getBytes(), JsonNode.class)))
          .isEmpty();
      assertThat(new AsyncApi().frameProblems(closing)).isEmpty();
      assertThat(closing.get("failureCode").asInt()).isEqualTo(CloseCode.OVERLOADED.number());
    }
  }

  private Call operating(TestCluster cluster, String operation) {
    return new Call(api, api.operation(operation), new Rest(cluster.url(0), null), driven);
  }
}
