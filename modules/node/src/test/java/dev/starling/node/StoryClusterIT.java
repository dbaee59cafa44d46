package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Stories between people on two nodes. The second node's stories live for three seconds.
class StoryClusterIT {

  private static final Duration SHORT = Duration.ofSeconds(3);

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person stranger = cluster.person("stranger", 1);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1);
    cluster.add(Role.ALL, Map.of("STARLING_STORY_LIFETIME", SHORT.toSeconds() + "s"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aStoryReachesOnesContactsAndNobodyElse() {
    know(alice, bob);
    TestSocket b = cluster.listeningKnownTo(0, bob);
    Rest.Answer posted = alice.rest().post("/v1/stories", Map.of("text", "a lovely 🦜"));
    String story = posted.body().get("id").asText();

    assertThat(posted.status()).isEqualTo(201);
    assertThat(lifetime(posted.body())).isEqualTo(Duration.ofHours(24));
    assertThat(b.awaitEvent("story").get("story").asText()).isEqualTo(story);
    JsonNode entry = feed(bob).at("/items/0");
    assertThat(entry.at("/author/id").asText()).isEqualTo(alice.id());
    assertThat(entry.get("unseen").asInt()).isEqualTo(1);
    assertThat(entry.at("/stories/0/id").asText()).isEqualTo(story);
    JsonNode seen = bob.rest().get("/v1/stories/" + story).body();
    assertThat(seen.get("parts")).isEqualTo(posted.body().get("parts"));
    assertThat(seen.has("audience")).isFalse();
    assertThat(feed(stranger).get("items")).isEmpty();
    assertGone(stranger.rest().get("/v1/stories/" + story));
    assertGone(stranger.rest().post("/v1/stories/" + story + "/views", Map.of()));
  }

  @Test
  void aViewCountsOncePerViewerAndOnlyTheAuthorSeesWhoLooked() {
    know(alice, bob);
    String views = "/v1/stories/" + post(alice, "look") + "/views";

    for (int i = 0; i < 3; i++) {
      assertThat(bob.rest().post(views, Map.of()).status()).isEqualTo(204);
    }
    assertThat(alice.rest().post(views, Map.of()).status()).isEqualTo(204);

    JsonNode seen = alice.rest().get(views).body();
    assertThat(seen.get("count").asInt()).isEqualTo(1);
    assertThat(seen.get("items").findValuesAsText("username")).containsExactly(bob.username());
    assertThat(feed(bob).at("/items/0/unseen").asInt()).isZero();
    assertGone(bob.rest().get(views));
  }

  @Test
  void aViewOverASocketCountsToo() {
    know(alice, bob);
    String story = post(alice, "look");

    assertThat(bob.socket().ask("story.view", Map.of("story", story)).await().get("type").asText())
        .isEqualTo("rec");

    assertThat(alice.rest().get("/v1/stories/" + story + "/views").body().get("count").asInt())
        .isEqualTo(1);
  }

  @Test
  void whoLooksPrivatelyIsCountedAndNotNamed() {
    know(alice, bob);
    String story = post(alice, "look");
    TestSocket a = cluster.listeningKnownTo(1, alice);
    assertThat(bob.rest().patch("/v1/me/privacy", Map.of("storyViews", false)).status())
        .isEqualTo(200);

    bob.rest().post("/v1/stories/" + story + "/views", Map.of());

    assertThat(a.awaitEvent("story-viewed").get("views").asInt()).isEqualTo(1);
    JsonNode seen = alice.rest().get("/v1/stories/" + story + "/views").body();
    assertThat(seen.get("count").asInt()).isEqualTo(1);
    assertThat(seen.get("hidden").asInt()).isEqualTo(1);
    assertThat(seen.get("items")).isEmpty();
  }

  @Test
  void aReactionReachesTheAuthorAndTheViewersOtherDevices() {
    know(alice, bob);
    String story = post(alice, "look");
    TestSocket a = cluster.listeningKnownTo(1, alice);
    TestSocket other = bob.listening();

    bob.socket().ask("story.react", Map.of("story", story, "emoji", "🦜")).await();

    JsonNode reacted = a.awaitEvent("story-reacted");
    assertThat(reacted.get("user").asText()).isEqualTo(bob.id());
    assertThat(reacted.get("emoji").asText()).isEqualTo("🦜");
    assertThat(other.awaitEvent("story-seen").get("until").asText()).isEqualTo(story);
    assertThat(feed(bob).at("/items/0/unseen").asInt()).isZero();
  }

  /// The promise is about reading: whatever is answered from that moment on does not have it.
  @Test
  void aStoryIsGoneTheMomentItExpires() {
    know(bob, alice);
    JsonNode posted = bob.rest().post("/v1/stories", Map.of("text", "soon gone")).body();
    Instant expiresAt = Instant.parse(posted.get("expiresAt").asText());
    String path = "/v1/stories/" + posted.get("id").asText();
    assertThat(lifetime(posted)).isEqualTo(SHORT);

    for (Supplier<Boolean> isShown : whereItIsShown(path)) {
      boolean shown;
      do {
        Instant asked = Instant.now();
        shown = isShown.get();
        assertThat(shown && !asked.isBefore(expiresAt)).as("shown after its end").isFalse();
      } while (shown);
      assertThat(Instant.now()).as("not hidden before its end").isAfterOrEqualTo(expiresAt);
    }
    assertGone(alice.rest().post(path + "/views", Map.of()));
    assertGone(alice.rest().put(path + "/reaction", Map.of("emoji", "👍")));
    assertThat(bob.rest().get(path + "/views").status()).as("who has seen it").isEqualTo(200);
    assertGone(bob.rest().delete(path));
  }

  @Test
  void aDeletedStoryIsGoneAtOnce() {
    know(alice, bob);
    String story = post(alice, "a mistake");
    assertThat(feed(bob).get("items")).hasSize(1);

    assertGone(bob.rest().delete("/v1/stories/" + story));
    assertThat(alice.rest().delete("/v1/stories/" + story).status()).isEqualTo(204);

    assertGone(bob.rest().get("/v1/stories/" + story));
    assertThat(feed(bob).get("items")).isEmpty();
  }

  @Test
  void postingAgainUnderTheSameNameIsTheSameStory() {
    Map<String, String> body = Map.of("text", "once", "clientId", "s1");

    Rest.Answer first = alice.rest().post("/v1/stories", body);
    Rest.Answer again = alice.rest().at(cluster.url(1)).post("/v1/stories", body);

    assertThat(List.of(first.status(), again.status())).containsExactly(201, 200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void aFeedThatHasNotChangedSaysSo() {
    know(alice, bob);
    String story = post(alice, "first");
    String state = feed(bob).get("state").asText();

    JsonNode same = bob.rest().get("/v1/stories/feed?state=" + state).body();
    assertThat(same.get("notModified").asBoolean()).isTrue();
    assertThat(same.get("items")).isEmpty();
    bob.rest().post("/v1/stories/" + story + "/views", Map.of());

    JsonNode other = bob.rest().get("/v1/stories/feed?state=" + state).body();
    assertThat(other.get("notModified").asBoolean()).isFalse();
    assertThat(other.at("/items/0/unseen").asInt()).isZero();
  }

  @Test
  void flushingRedisChangesNoAnswer() {
    know(alice, bob);
    String story = post(alice, "kept");
    bob.rest().post("/v1/stories/" + story + "/views", Map.of());
    post(alice, "another");
    List<Supplier<JsonNode>> questions =
        List.of(
            () -> feed(bob),
            () -> bob.at(cluster.url(0)).rest().get("/v1/stories/feed").body(),
            () -> alice.rest().get("/v1/stories/" + story + "/views").body(),
            () -> bob.rest().get("/v1/stories/" + story).body());
    List<JsonNode> before = questions.stream().map(Supplier::get).toList();

    for (int i = 0; i < questions.size(); i++) {
      Services.shared().redis().flushAll();
      assertThat(questions.get(i).get()).isEqualTo(before.get(i));
    }
    post(alice, "after the flush");
    assertThat(feed(bob).at("/items/0/stories")).hasSize(3);
  }

  @Test
  void whoeverIsNoContactAnyMoreSeesNothingAnyMore() {
    know(alice, bob);
    post(alice, "for contacts");
    assertThat(feed(bob).get("items")).hasSize(1);

    assertThat(alice.rest().delete("/v1/contacts/" + bob.id()).status()).isEqualTo(204);
    assertThat(feed(bob).get("items")).isEmpty();
    know(alice, bob);
    assertThat(alice.rest().put("/v1/blocks/" + bob.id(), null).status()).isEqualTo(204);

    soon().untilAsserted(() -> assertThat(feed(bob).get("items")).isEmpty());
  }

  private List<Supplier<Boolean>> whereItIsShown(String path) {
    return List.of(
        () -> alice.rest().get(path).status() == 200,
        () -> alice.at(cluster.url(1)).rest().get(path).status() == 200,
        () -> feed(alice).get("items").size() == 1,
        () -> feed(bob).get("items").size() == 1);
  }

  private static void know(Person owner, Person contact) {
    assertThat(owner.rest().put("/v1/contacts/" + contact.id(), null).status()).isEqualTo(204);
  }

  @CanIgnoreReturnValue
  private static String post(Person author, String text) {
    return author.rest().post("/v1/stories", Map.of("text", text)).body().get("id").asText();
  }

  private static JsonNode feed(Person viewer) {
    return viewer.rest().get("/v1/stories/feed").body();
  }

  private static Duration lifetime(JsonNode story) {
    return Duration.between(
        Instant.parse(story.get("at").asText()), Instant.parse(story.get("expiresAt").asText()));
  }

  private static void assertGone(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(404);
    assertThat(answer.errorName()).isEqualTo(ErrorCode.STORY_NOT_FOUND.name());
  }
}
