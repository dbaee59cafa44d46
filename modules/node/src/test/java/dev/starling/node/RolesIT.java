package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nodes that do different things serve together what one with all roles serves.
class RolesIT {

  private static TestCluster cluster;
  private static int back;
  private static int front;
  private static int restOnly;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(0);
    back = cluster.add(EnumSet.of(Role.PERSISTENCE, Role.STORY, Role.SEARCH, Role.ROUTING));
    front = cluster.add(EnumSet.of(Role.CONNECTION, Role.REST, Role.ROUTING));
    restOnly = cluster.add(EnumSet.of(Role.REST, Role.ROUTING));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void messagesAreStoredByOneNodeAndHeardOnAnother() {
    Person alice = cluster.person("alice", front);
    Person bob = cluster.person("bob", restOnly);
    String chat = bob.directWith(alice);
    TestSocket a = alice.listening();
    TestSocket b = bob.at(cluster.url(front)).listening();

    for (int i = 0; i < 50; i++) {
      assertThat(a.say(chat, "a" + i, "text " + i).await().get("type").asText()).isEqualTo("rec");
      assertThat(bob.say(chat, "b" + i, "reply " + i).status()).isEqualTo(201);
    }

    for (TestSocket socket : List.of(a, b)) {
      soon()
          .untilAsserted(
              () ->
                  assertThat(socket.sequences(chat))
                      .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList()));
    }
    assertThat(bob.say(chat, "b7", "reply 7").status()).isEqualTo(200);
    assertThat(bob.say(chat, "b7", "something else").errorName()).isEqualTo("CLIENT_ID_REUSED");
    assertThat(cluster.person("carol", restOnly).say(chat, "m", "let me in").errorName())
        .isEqualTo("NOT_A_MEMBER");
    assertThat(
            alice.rest().get("/v1/conversations/" + chat + "/events?limit=200").body().get("items"))
        .hasSize(100);
  }

  @Test
  void oneSocketsMessagesKeepTheirOrder() {
    Person alice = cluster.person("alice", front);
    Person bob = cluster.person("bob", front);
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text " + i).toList();

    texts.stream().map(text -> a.say(chat, text, text)).toList().forEach(answer -> answer.await());

    soon().untilAsserted(() -> assertThat(a.texts(chat)).isEqualTo(texts));
  }

  @Test
  void storiesAndSearchAreServedByNodesThatDoNotLookAfterThem() {
    Person alice = cluster.person("alice", front);
    Person bob = cluster.person("bob", restOnly);
    TestSocket a = cluster.listeningKnownTo(restOnly, alice);
    bob.rest().put("/v1/contacts/" + alice.id(), null);

    bob.rest().post("/v1/stories", Map.of("text", "a story"));
    String chat = bob.directWith(alice);
    bob.say(chat, "m1", "a kingfisher dives");

    assertThat(a.awaitEvent("story").get("author").asText()).isEqualTo(bob.id());
    JsonNode feed = alice.rest().get("/v1/stories/feed").body();
    assertThat(feed.at("/items/0/author/id").asText()).isEqualTo(bob.id());
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        alice
                            .rest()
                            .get("/v1/search/messages?q=kingfisher")
                            .body()
                            .get("items")
                            .findValuesAsText("conversation"))
                    .containsExactly(chat));
  }

  @Test
  void revokingASessionClosesSocketsOnNodesWithAnotherRole() {
    Person alice = cluster.person("alice", front);
    TestSocket socket = alice.listening();

    assertThat(alice.at(cluster.url(restOnly)).rest().delete("/v1/sessions/current").status())
        .isEqualTo(204);

    socket.closed().await();
  }

  @Test
  void aNodeServesOnlyWhatItsRolesSay() {
    Person alice = cluster.person("alice", front);

    for (int node : new int[] {back, restOnly}) {
      assertThat(new Rest(cluster.url(node), null).get("/eventbus/info").status()).isEqualTo(404);
      assertThatThrownBy(() -> alice.at(cluster.url(node)).socket())
          .isInstanceOfSatisfying(
              UpgradeRejectedException.class,
              rejected -> assertThat(rejected.getStatus()).isEqualTo(404));
    }
    assertThat(new Rest(cluster.url(back), null).get("/v1/me").status()).isEqualTo(404);
    assertThat(new Rest(cluster.url(front), null).get("/eventbus/info").status()).isEqualTo(200);
    for (int node : new int[] {back, front, restOnly}) {
      assertThat(new Rest(cluster.url(node), null).get("/health/ready").status()).isEqualTo(200);
      assertThat(new Rest(cluster.url(node), null).get("/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void rolesAreReadByNameAndMustMakeSenseTogether() {
    assertThat(Role.parse("connection, rest,routing"))
        .isEqualTo(Set.of(Role.CONNECTION, Role.REST, Role.ROUTING));
    assertThatThrownBy(() -> Role.parse("cooking")).hasMessageContaining("'cooking'");
    assertThatThrownBy(() -> Role.parse("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Role.parse("rest")).hasMessageContaining("routing");
  }
}
