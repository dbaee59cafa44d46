package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Presence between people on two nodes, where who has gone is told after a second.
class PresenceClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person bobsPhone = bob.at(cluster.url(0));

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            2,
            Services.shared(),
            Map.of(
                "STARLING_PRESENCE_OFFLINE_AFTER", "1s",
                "STARLING_PRESENCE_LEASE_FOR", "30s"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void severalDevicesMakeOnePresence() {
    TestSocket a = alice.listening();
    JsonNode first = watch(a, bob);
    assertThat(first.get("state").asText()).isEqualTo("offline");
    assertThat(first.has("lastSeen")).isFalse();

    TestSocket laptop = bob.listening();
    assertThat(awaitStates(a, 1)).containsExactly("online");
    TestSocket phone = bobsPhone.listening();
    assertThat(watch(a, bob).get("state").asText()).isEqualTo("online");
    laptop.close();
    TestSocket again = bob.listening();
    phone.close();
    Instant before = Instant.now();
    again.close();

    assertThat(awaitStates(a, 2)).containsExactly("online", "offline");
    JsonNode offline = a.events("presence").getLast();
    assertThat(instant(offline, "lastSeen")).isBetween(before.minusMillis(1), Instant.now());
    assertThat(instant(offline, "asOf")).isAfter(instant(offline, "lastSeen"));
    soon()
        .untilAsserted(
            () -> {
              JsonNode now = look(alice, bob);
              assertThat(now.get("state").asText()).isEqualTo("offline");
              assertThat(now.has("lastSeen")).isTrue();
              assertThat(instant(now, "lastSeen")).isBetween(before.minusMillis(1), Instant.now());
            });
  }

  @Test
  void aDeviceThatComesBackSoonWasNotGone() {
    TestSocket b = bob.listening();
    TestSocket a = alice.listening();
    soon().until(() -> look(alice, bob).get("state").asText().equals("online"));
    watch(a, bob);
    for (int i = 0; i < 5; i++) {
      b.close();
      b = bob.listening();
    }
    b.close();

    assertThat(awaitStates(a, 1)).containsExactly("offline");
  }

  @Test
  void nothingIsToldOfWhomOneDoesNotWatch() {
    Person carol = cluster.person("carol", 1);
    TestSocket a = alice.listening();
    watch(a, bob);
    TestSocket c = carol.listening();
    TestSocket b = bob.listening();

    assertThat(awaitStates(a, 1)).containsExactly("online");
    assertThat(a.events("presence").getFirst().get("user").asText()).isEqualTo(bob.id());
    c.close();
    b.close();
  }

  @Test
  void aBlockHidesEachFromTheOtherAtOnce() {
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    soon().until(() -> look(alice, bob).get("state").asText().equals("online"));
    soon().until(() -> look(bob, alice).get("state").asText().equals("online"));
    assertThat(watch(a, bob).get("state").asText()).isEqualTo("online");
    assertThat(watch(b, alice).get("state").asText()).isEqualTo("online");

    bob.rest().put("/v1/blocks/" + alice.id(), null);

    assertThat(awaitStates(a, 1)).containsExactly("hidden");
    assertThat(awaitStates(b, 1)).containsExactly("hidden");
    assertThat(look(alice, bob).get("state").asText()).isEqualTo("hidden");
    assertThat(bob.rest().delete("/v1/blocks/" + alice.id()).status()).isEqualTo(204);
    assertThat(awaitStates(a, 2)).containsExactly("hidden", "online");
    assertThat(awaitStates(b, 2)).containsExactly("hidden", "online");
  }

  @Test
  void whoHidesTheirsDoesNotSeeOthers() {
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    soon().until(() -> look(alice, bob).get("state").asText().equals("online"));
    soon().until(() -> look(bob, alice).get("state").asText().equals("online"));
    watch(a, bob);
    watch(b, alice);

    assertThat(show(bob, "nobody").status()).isEqualTo(200);

    assertThat(awaitStates(a, 1)).containsExactly("hidden");
    assertThat(awaitStates(b, 1)).containsExactly("hidden");
    show(bob, "contacts");
    assertThat(look(alice, bob).get("state").asText()).isEqualTo("hidden");
    bob.rest().put("/v1/contacts/" + alice.id(), null);
    assertThat(awaitStates(a, 2)).containsExactly("hidden", "online");
  }

  @Test
  void aSocketThatIsNotReadyYetHearsTheNewestWhenItIs() {
    TestSocket a = alice.socket();
    a.register(null);
    assertThat(watch(a, bob).get("state").asText()).isEqualTo("offline");
    TestSocket b = bob.listening();

    assertThat(awaitStates(a, 1)).containsExactly("online");
    b.close();
  }

  @Test
  void typingReachesTheOtherNodeAndEndsByItselfOrWithTheMessage() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    soon().until(() -> look(alice, bob).get("state").asText().equals("online"));

    type(a, chat, true);
    type(a, chat, true); // So soon that nobody is told again.
    assertThat(awaitTyping(b, 1)).containsExactly(true);
    a.say(chat, "t1", "there").await();
    assertThat(awaitTyping(b, 2)).containsExactly(true, false);
    type(a, chat, true);
    assertThat(awaitTyping(b, 4)).containsExactly(true, false, true, false);
    type(a, chat, true);
    awaitTyping(b, 5);
    a.close();

    assertThat(awaitTyping(b, 6)).endsWith(true, false);
    assertThat(b.events("typing"))
        .allSatisfy(
            event -> {
              assertThat(event.get("user").asText()).isEqualTo(alice.id());
              assertThat(event.get("conversation").asText()).isEqualTo(chat);
              assertThat(event.has("forMs")).isEqualTo(event.get("typing").asBoolean());
            });
  }

  @Test
  void whoBlocksIsNotToldOfTyping() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    soon().until(() -> look(alice, bob).get("state").asText().equals("online"));
    bob.rest().put("/v1/blocks/" + alice.id(), null);

    type(a, chat, true);
    String group = cluster.person("carol", 0).group("Both", alice, bob);
    type(a, group, true);

    awaitTyping(b, 1);
    assertThat(b.events("typing").getFirst().get("conversation").asText()).isEqualTo(group);
  }

  private static List<String> awaitStates(TestSocket socket, int count) {
    soon().untilAsserted(() -> assertThat(socket.events("presence")).hasSize(count));
    return socket.events("presence").stream().map(event -> event.get("state").asText()).toList();
  }

  @CanIgnoreReturnValue
  private static List<Boolean> awaitTyping(TestSocket socket, int count) {
    soon().untilAsserted(() -> assertThat(socket.events("typing")).hasSize(count));
    return socket.events("typing").stream().map(event -> event.get("typing").asBoolean()).toList();
  }

  private static void type(TestSocket socket, String conversation, boolean typing) {
    JsonNode answer =
        socket
            .ask("conversation.typing", Map.of("conversation", conversation, "typing", typing))
            .await();
    assertThat(answer.get("type").asText()).as("%s", answer).isEqualTo("rec");
  }

  @CanIgnoreReturnValue
  private static JsonNode watch(TestSocket socket, Person person) {
    JsonNode answer = socket.ask("presence.watch", Map.of("users", List.of(person.id()))).await();
    assertThat(answer.at("/body/leaseMs").asLong()).as("%s", answer).isEqualTo(30_000);
    return answer.at("/body/items/0");
  }

  private static JsonNode look(Person viewer, Person person) {
    return viewer.rest().get("/v1/presence?users=" + person.id()).body().at("/items/0");
  }

  @CanIgnoreReturnValue
  private static Rest.Answer show(Person person, String whom) {
    return person.rest().patch("/v1/me/privacy", Map.of("lastSeen", whom));
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.get(field).asText());
  }
}
