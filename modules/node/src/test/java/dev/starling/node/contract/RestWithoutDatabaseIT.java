package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a node answers while PostgreSQL is away: that one may try later, and when.
class RestWithoutDatabaseIT {

  private final OpenApi api = new OpenApi();
  private final Driven driven = new Driven();

  @Test
  void everyOperationSaysToTryLater() {
    try (Services services = Services.separate();
        TestCluster cluster = TestCluster.start(1, services, Map.of())) {
      Person alice = cluster.person("alice", 0);
      Person bob = cluster.person("bob", 0);
      String chat = alice.directWith(bob);
      services.postgres().stop();

      List<Operation> dependent =
          api.operations().stream().filter(one -> one.path().startsWith("/v1/")).toList();
      for (Operation operation : dependent) {
        Call call = api.example(operation, alice.rest(), driven);
        if (operation.id().equals("refresh")) {
          call.body(Map.of("refreshToken", alice.refreshToken()));
        }
        if (operation.path().startsWith("/v1/conversations/{id}")) {
          call.with("id", chat);
        }
        call.fails(503, ErrorCode.DATABASE_UNAVAILABLE);
      }
      Rest rest = new Rest(cluster.url(0), null);
      new Call(api, api.operation("ready"), rest, driven).answers(503);
      new Call(api, api.operation("live"), rest, driven).answers(200);

      assertThat(dependent).hasSizeGreaterThan(30);
    }
  }
}
