package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// Stories and who has seen them, as the document says.
final class StoryContract {

  /// The limit of the node.
  static final int STORIES_MAX = 3;

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  private StoryContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
  }

  static void drive(RestTalk talk) {
    StoryContract contract = new StoryContract(talk);
    contract.stories();
    contract.content();
    contract.views();
    contract.reactions();
  }

  private void stories() {
    Map<String, Object> story = Map.of("text", "On the summit!", "clientId", "s1");
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    JsonNode posted = talk.as(alice, "postStory").body(story).answers(201);
    assertThat(talk.as(alice, "postStory").body(story).answers(200)).isEqualTo(posted);
    talk.as(alice, "postStory")
        .body(Map.of("text", "other", "clientId", "s1"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    talk.as(alice, "postStory")
        .body(Map.of("text", "語".repeat(701)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "postStory").body(Map.of("text", "語".repeat(700))).answers(201);

    String id = posted.get("id").asText();
    JsonNode feed = talk.as(bob, "storyFeed").answers(200);
    assertThat(feed.at("/items/0/stories/0/id").asText()).isEqualTo(id);
    assertThat(feed.at("/items/0/unseen").asLong()).isEqualTo(2);
    JsonNode same =
        talk.as(bob, "storyFeed").with("state", feed.get("state").asText()).answers(200);
    assertThat(same.get("notModified").asBoolean()).isTrue();
    assertThat(same.get("items")).isEmpty();
    ObjectNode seen = posted.deepCopy();
    seen.remove("audience");
    assertThat(talk.as(bob, "showStory").with("id", id).answers(200)).isEqualTo(seen);
    talk.as(carol, "showStory").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(bob, "deleteStory").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(alice, "deleteStory").with("id", id).answers(204);
    talk.as(alice, "postStory").body(story).fails(404, ErrorCode.STORY_NOT_FOUND);
    for (int i = 1; i < STORIES_MAX; i++) {
      talk.as(alice, "postStory").body(Map.of("text", "story " + i)).answers(201);
    }
    talk.as(alice, "postStory")
        .body(Map.of("text", "one too many"))
        .fails(429, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void content() {
    Map<String, Object> place =
        Map.of("x", 0.5, "y", 0.5, "width", 0.2, "height", 0.1, "rotation", 0);
    Map<String, Object> part =
        Map.of(
            "kind", "text",
            "text", "On the summit!",
            "style", Map.of("background", "dusk", "font", "serif"),
            "link", "https://example.org/summit",
            "areas", List.of(Map.of("kind", "question", "place", place, "question", "Where?")));
    Map<String, Object> story =
        Map.of(
            "parts", List.of(part),
            "caption", "At last",
            "mentions", List.of(alice.id()),
            "audience", Map.of("kind", "everyone"),
            "lifetimeHours", 6);
    JsonNode posted = talk.as(carol, "postStory").body(story).answers(201);
    assertThat(posted.at("/audience/kind").asText()).isEqualTo("everyone");
    String id = posted.get("id").asText();
    JsonNode seen = talk.as(bob, "showStory").with("id", id).answers(200);
    assertThat(seen.has("audience")).isFalse();
    assertThat(seen.at("/parts/0/areas/0/question").asText()).isEqualTo("Where?");
    talk.as(carol, "deleteStory").with("id", id).answers(204);

    refused(Map.of("text", "a", "lifetimeHours", 7), 400, ErrorCode.BAD_FIELD);
    refused(audience("lists", "lists", "l7"), 404, ErrorCode.LIST_NOT_FOUND);
    refused(audience("conversations", "conversations", "c7"), 403, ErrorCode.NOT_A_MEMBER);
    refused(Map.of("text", "a", "mentions", List.of("u1")), 404, ErrorCode.USER_NOT_FOUND);
    refused(
        Map.of("parts", List.of(Map.of("kind", "video", "media", "m7"))),
        404,
        ErrorCode.MEDIA_NOT_FOUND);
  }

  private void refused(Map<String, Object> story, int status, ErrorCode code) {
    if (status == 400) {
      talk.as(carol, "postStory").body(story).isRefused(status, code);
    } else {
      talk.as(carol, "postStory").body(story).fails(status, code);
    }
  }

  private static Map<String, Object> audience(String kind, String field, String id) {
    return Map.of("text", "a", "audience", Map.of("kind", kind, field, List.of(id)));
  }

  private void views() {
    carol.rest().put("/v1/contacts/" + bob.id(), null);
    carol.rest().put("/v1/contacts/" + alice.id(), null);
    String id =
        talk.as(carol, "postStory").body(Map.of("text", "a")).answers(201).get("id").asText();
    talk.as(bob, "viewStory").with("id", id).answers(204);
    talk.as(alice, "viewStory").with("id", id).answers(204);
    talk.as(bob, "viewStory").with("id", "t1").fails(404, ErrorCode.STORY_NOT_FOUND);
    JsonNode page = talk.as(carol, "listViews").with("id", id).with("limit", 1).answers(200);
    assertThat(page.get("count").asLong()).isEqualTo(2);
    page =
        talk.as(carol, "listViews")
            .with("id", id)
            .with("cursor", page.get("next").asText())
            .answers(200);
    assertThat(page.at("/items/0/user/id").asText()).isEqualTo(bob.id());
    talk.as(bob, "listViews").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
  }

  private void reactions() {
    String id =
        talk.as(carol, "postStory").body(Map.of("text", "b")).answers(201).get("id").asText();
    Map<String, Object> thumb = Map.of("emoji", "👍");
    talk.as(bob, "reactToStory").with("id", id).body(thumb).answers(204);
    talk.as(bob, "reactToStory").with("id", id).body(thumb).answers(204);
    talk.as(alice, "viewStory").with("id", id).answers(204);
    JsonNode page = talk.as(carol, "listViews").with("id", id).with("reacted", true).answers(200);
    assertThat(page.at("/items")).hasSize(1);
    assertThat(page.at("/items/0/emoji").asText()).isEqualTo("👍");
    assertThat(page.at("/reactions/0/count").asLong()).isEqualTo(1);
    assertThat(page.get("count").asLong()).isEqualTo(2);
    talk.as(carol, "listViews")
        .with("id", id)
        .with("reacted", "x")
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(bob, "takeBackReaction").with("id", id).answers(204);
    talk.as(bob, "reactToStory")
        .with("id", id)
        .body(Map.of("emoji", "no"))
        .fails(400, ErrorCode.BAD_FIELD);
    talk.as(bob, "reactToStory").with("id", "t1").body(thumb).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(bob, "takeBackReaction").with("id", "t1").fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(carol, "reactToStory").with("id", id).body(thumb).fails(409, ErrorCode.OWN_STORY);
    talk.as(carol, "takeBackReaction").with("id", id).fails(409, ErrorCode.OWN_STORY);
  }
}
