package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Replies to stories, between people on two nodes: what is quoted goes with the story.
class StoryReplyClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aReplyReachesTheAuthorWithWhatItIsAbout() {
    String story = post("On the summit!");
    TestSocket a = alice.listening();

    JsonNode accepted = reply(story).body();

    JsonNode told = a.awaitEvent("message");
    assertThat(told.get("conversation")).isEqualTo(accepted.get("conversation"));
    assertThat(told.get("text").asText()).isEqualTo("What a view!");
    assertThat(told.at("/story/id").asText()).isEqualTo(story);
    assertThat(told.at("/story/author").asText()).isEqualTo(alice.id());
    assertThat(told.at("/story/preview").asText()).isEqualTo("On the summit!");
    assertThat(quote(alice, accepted)).isEqualTo(told.get("story"));
    assertThat(quote(bob, accepted)).isEqualTo(told.get("story"));
  }

  @Test
  void nothingIsLeftOfAStoryThatIsDeleted() {
    String story = post("a mistake");
    JsonNode accepted = reply(story).body();

    assertThat(alice.rest().delete("/v1/stories/" + story).status()).isEqualTo(204);

    for (Person reader : new Person[] {alice, bob}) {
      JsonNode quoted = quote(reader, accepted);
      assertThat(quoted.get("gone").asBoolean()).isTrue();
      assertThat(quoted.has("preview")).isFalse();
      assertThat(quoted.get("id").asText()).isEqualTo(story);
    }
  }

  @Test
  void whoDoesNotSeeAStoryAnyMoreReadsNothingOfItEither() {
    String story = post("for contacts");
    JsonNode accepted = reply(story).body();

    assertThat(alice.rest().delete("/v1/contacts/" + bob.id()).status()).isEqualTo(204);

    assertThat(quote(bob, accepted).get("gone").asBoolean()).isTrue();
    assertThat(quote(alice, accepted).get("preview").asText()).isEqualTo("for contacts");
    assertThat(reply(story).status()).isEqualTo(404);
  }

  private String post(String text) {
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    return alice.rest().post("/v1/stories", Map.of("text", text)).body().get("id").asText();
  }

  private Rest.Answer reply(String story) {
    return bob.rest()
        .post(
            "/v1/stories/" + story + "/replies",
            Map.of("clientId", "r-" + story, "text", "What a view!"));
  }

  private static JsonNode quote(Person reader, JsonNode accepted) {
    String path =
        "/v1/conversations/%s/events?after=%d"
            .formatted(accepted.get("conversation").asText(), accepted.get("seq").asLong() - 1);
    return reader.rest().get(path).body().at("/items/0/story");
  }
}
