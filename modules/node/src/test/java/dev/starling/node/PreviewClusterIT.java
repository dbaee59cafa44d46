package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Messages that show what is behind a link, over two nodes; the third shows none.
class PreviewClusterIT {

  private static final PageServer SITE = new PageServer();
  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final String chat = alice.directWith(bob);

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            2,
            Services.shared(),
            Map.of("STARLING_PREVIEWS_ENABLED", "true", "STARLING_OUTBOUND_ALLOW_PRIVATE", "true"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    SITE.close();
  }

  @Test
  void allDevicesHaveWhatTheServerRead() {
    TestSocket one = bob.listening();
    TestSocket other = bob.onAnotherDevice(cluster.url(0)).listening();
    String url = SITE.url("walrus");

    long seq = send("1", "see " + url, url);

    JsonNode read = message(bob, chat, seq).get("preview");
    assertThat(read.get("title").asText()).isEqualTo("walrus");
    assertThat(read.get("url").asText()).isEqualTo(url);
    for (TestSocket socket : List.of(one, other)) {
      soon().until(() -> socket.events("message").size() == 1);
      assertThat(socket.events("message").getFirst().get("preview")).isEqualTo(read);
      socket.close();
    }
    assertThat(SITE.asked()).filteredOn("walrus"::equals).hasSize(1);
  }

  @Test
  void aPreviewGoesWithItsMessage() {
    String url = SITE.url("seal");
    long seq = send("2", url, url);
    String path = "/v1/conversations/" + chat + "/messages/" + seq;

    Map<String, Object> from = Map.of("conversation", chat, "seq", seq);
    long again =
        bob.rest()
            .post("/v1/conversations/" + chat + "/forwards", Map.of("clientId", "f", "from", from))
            .body()
            .get("seq")
            .asLong();
    assertThat(message(alice, chat, again).at("/preview/title").asText()).isEqualTo("seal");

    assertThat(alice.rest().patch(path, Map.of("text", "no link")).status()).isEqualTo(200);
    assertThat(message(bob, chat, seq).has("preview")).isTrue();
    assertThat(alice.rest().delete(path).status()).isEqualTo(200);
    assertThat(message(bob, chat, seq).has("preview")).isFalse();
  }

  @Test
  void aNodeWithoutPreviewsIgnoresThem() {
    int plain = cluster.add(Set.of(Role.values()), Map.of("STARLING_PREVIEWS_ENABLED", "false"));
    Person there = alice.at(cluster.url(plain));
    String url = SITE.url("unasked");

    assertThat(there.rest().post("/v1/previews", Map.of("url", url)).errorName())
        .isEqualTo("PREVIEWS_OFF");
    long seq = seq(post(there, "5", url, url));

    assertThat(message(bob, chat, seq).has("preview")).isFalse();
    assertThat(SITE.asked()).doesNotContain("unasked");
  }

  private long send(String clientId, String text, String preview) {
    return seq(post(alice, clientId, text, preview));
  }

  private Rest.Answer post(Person person, String clientId, String text, String preview) {
    Map<String, Object> body = Map.of("clientId", clientId, "text", text, "preview", preview);
    return person.rest().post("/v1/conversations/" + chat + "/messages", body);
  }

  private static long seq(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().get("seq").asLong();
  }

  private static JsonNode message(Person person, String conversation, long seq) {
    return person.rest().get("/v1/conversations/" + conversation + "/messages/" + seq).body();
  }
}
