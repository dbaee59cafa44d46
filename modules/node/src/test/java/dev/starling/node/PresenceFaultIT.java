package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A node is killed with -9 and takes its users' presence with it.
class PresenceFaultIT {

  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

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
  void itsPeopleAreToldAsGoneAndWhoCameBackIsNot() {
    Person alice = Person.register(clients, nodes.get(0).url(), "alice");
    Person bob = Person.register(clients, nodes.get(1).url(), "bob");
    Person carol = Person.register(clients, nodes.get(1).url(), "carol");
    TestSocket a = alice.listening();
    assertThat(bob.listening().closed().isComplete()).isFalse();
    assertThat(carol.listening().closed().isComplete()).isFalse();
    soon().until(() -> knows(nodes.get(0), bob) && knows(nodes.get(0), carol));
    assertThat(states(a, bob, carol)).containsExactly("online", "online");

    long killed = System.nanoTime();
    Instant before = Instant.now();
    nodes.get(1).kill();
    assertThat(carol.at(nodes.get(0).url()).listening().closed().isComplete()).isFalse();
    JsonNode gone = a.awaitEvent("presence");
    Duration took = Duration.ofNanos(System.nanoTime() - killed);

    assertThat(took).isLessThan(TOLD_WITHIN);
    System.out.printf("told that a killed node's user is offline after %d ms%n", took.toMillis());
    assertThat(a.events("presence")).hasSize(1);
    assertThat(gone.get("user").asText()).isEqualTo(bob.id());
    assertThat(gone.get("state").asText()).isEqualTo("offline");
    assertThat(Instant.parse(gone.get("lastSeen").asText())).isAfter(before);
    // Written down by the node that survived.
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        alice
                            .rest()
                            .get("/v1/presence?users=" + bob.id())
                            .body()
                            .at("/items/0/lastSeen")
                            .asText())
                    .isNotBlank());
    assertThat(states(a, bob, carol)).containsExactly("offline", "online");
  }

  private static boolean knows(NodeProcess node, Person person) {
    return person
        .at(node.url())
        .rest()
        .get("/v1/presence?users=" + person.id())
        .body()
        .at("/items/0/state")
        .asText()
        .equals("online");
  }

  private static List<String> states(TestSocket socket, Person... people) {
    return socket
        .ask("presence.watch", Map.of("users", List.of(people).stream().map(Person::id).toList()))
        .await()
        .at("/body/items")
        .findValuesAsText("state");
  }
}
