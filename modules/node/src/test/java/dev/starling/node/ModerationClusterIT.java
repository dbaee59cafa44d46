package dev.starling.node;

import static dev.starling.node.BlocksClusterIT.texts;
import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What moderators on one node do about people on another.
class ModerationClusterIT {

  private static final String OPERATOR = "the operator's own token";

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person spammer = cluster.person("spammer", 1);
  private final Person moderator = cluster.person("moderator", 0);

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(2, Services.shared(), Map.of("STARLING_HOOKS_OPERATOR_TOKEN", OPERATOR));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void appoint() {
    Rest operator = new Rest(cluster.url(1), OPERATOR);
    assertThat(operator.put("/v1/admin/moderators/" + moderator.id(), null).status())
        .isEqualTo(204);
  }

  @Test
  void aMessageIsTakenAwayAndWhatItSaidStaysWithTheReport() {
    String chat = spammer.directWith(alice);
    spammer.say(chat, "m1", "buy now");
    TestSocket listening = alice.listening();
    String id = report(Map.of("conversation", chat, "seq", 1, "reason", "spam"));

    JsonNode resolved = resolve(id, Map.of("action", "delete-message"));

    assertThat(resolved.at("/content/text").asText()).isEqualTo("buy now");
    assertThat(resolved.get("history").findValuesAsText("action"))
        .containsExactly("take", "delete-message");
    assertThat(listening.awaitEvent("deleted").get("by").asText()).isEqualTo("moderator");
    assertThat(texts(alice, chat)).containsExactly("");
    assertThat(texts(spammer, chat)).containsExactly("");
    JsonNode own = alice.rest().get("/v1/reports").body().at("/items/0");
    assertThat(own.get("state").asText()).isEqualTo("resolved");
    assertThat(own.get("resolution").asText()).isEqualTo("delete-message");
    assertThat(own.has("moderator")).isFalse();
  }

  @Test
  void whoIsSuspendedIsOutEverywhereAndComesBackWhenItIsOver() {
    TestSocket socket = spammer.listening();
    String id = report(Map.of("user", spammer.id(), "reason", "spam"));

    JsonNode resolved = resolve(id, Map.of("action", "suspend", "seconds", 3));
    assertThat(resolved.get("state").asText()).isEqualTo("resolved");

    socket.closed().await();
    soon().until(() -> spammer.rest().get("/v1/me").status() == 401);
    Rest.Answer refused = signIn();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errorName()).isEqualTo("SUSPENDED");
    assertThat(refused.body().at("/error/retryAfterMs").asLong()).isBetween(1L, 3_000L);
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    soon().until(() -> signIn().status() == 201);
  }

  @Test
  void aStoryCanBeReportedByThoseItIsForAndOnlyByThem() {
    spammer.rest().put("/v1/contacts/" + alice.id(), null);
    Map<String, Object> story = Map.of("kind", "text", "text", "bad");
    String id = spammer.rest().post("/v1/stories", story).body().get("id").asText();

    String report = report(Map.of("story", id, "reason", "other"));

    JsonNode shown = moderator.rest().get("/v1/moderation/reports/" + report).body();
    assertThat(shown.at("/content/text").asText()).isEqualTo("bad");
    assertThat(shown.get("user").asText()).isEqualTo(spammer.id());
    Map<String, Object> same = Map.of("story", id, "reason", "other");
    assertThat(moderator.rest().post("/v1/reports", same).errorName()).isEqualTo("STORY_NOT_FOUND");
  }

  private String report(Map<String, Object> report) {
    Rest.Answer filed = alice.rest().post("/v1/reports", report);
    assertThat(filed.status()).isEqualTo(201);
    return filed.body().get("id").asText();
  }

  private JsonNode resolve(String id, Map<String, Object> resolution) {
    Rest.Answer answer =
        moderator.rest().put("/v1/moderation/reports/" + id + "/resolution", resolution);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Rest.Answer signIn() {
    return new Rest(cluster.url(1), null)
        .post(
            "/v1/sessions", Map.of("username", spammer.username(), "password", spammer.password()));
  }
}
