package dev.starling.node.contract;

import static dev.starling.wire.ErrorCode.BAD_FIELD;
import static dev.starling.wire.ErrorCode.TEXT_TOO_LONG;
import static dev.starling.wire.ErrorCode.USER_NOT_FOUND;
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

  /// So are these.
  static final int LISTS_MAX = 2;

  static final int LISTED_MAX = 1;

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
    contract.lists();
    contract.files();
    contract.apart();
    contract.views();
    contract.reactions();
    ResponseContract.drive(talk);
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

  private void lists() {
    JsonNode made = talk.as(carol, "makeList").body(Map.of("name", "Hikers")).answers(201);
    String id = made.get("id").asText();
    assertThat(talk.as(carol, "makeList").body(Map.of("name", " Hikers ")).answers(200))
        .isEqualTo(made);
    talk.as(carol, "makeList").body(Map.of("name", "a".repeat(65))).isRefused(400, TEXT_TOO_LONG);
    talk.as(carol, "makeList").body(Map.of("name", "Climbers")).answers(201);
    talk.as(carol, "makeList").body(Map.of("name", "Others")).fails(409, ErrorCode.TOO_MANY_LISTS);
    talk.as(carol, "renameList")
        .with("id", id)
        .body(Map.of("name", "Climbers"))
        .fails(409, ErrorCode.LIST_NAME_TAKEN);
    talk.as(carol, "renameList").with("id", id).body(Map.of("name", "Walkers")).answers(200);
    talk.as(carol, "deleteList").with("id", "closeFriends").fails(403, ErrorCode.NOT_ALLOWED);
    talk.as(carol, "renameList")
        .with("id", "closeFriends")
        .body(Map.of("name", "Best"))
        .fails(403, ErrorCode.NOT_ALLOWED);
    talk.as(bob, "renameList")
        .with("id", id)
        .body(Map.of("name", "Mine"))
        .fails(404, ErrorCode.LIST_NOT_FOUND);
    talk.as(bob, "listListed").with("id", id).fails(404, ErrorCode.LIST_NOT_FOUND);
    talk.as(carol, "addToList").with("id", id).with("user", bob.id()).answers(204);
    talk.as(carol, "addToList").with("id", id).with("user", "u1").fails(404, USER_NOT_FOUND);
    talk.as(carol, "addToList")
        .with("id", id)
        .with("user", alice.id())
        .fails(409, ErrorCode.TOO_MANY_LISTED);
    talk.as(carol, "addToList")
        .with("id", id)
        .with("user", carol.id())
        .isRefusedByRule(400, ErrorCode.BAD_FIELD);
    JsonNode members = talk.as(carol, "listListed").with("id", id).answers(200);
    assertThat(members.at("/items/0/id").asText()).isEqualTo(bob.id());
    JsonNode all = talk.as(carol, "listLists").answers(200);
    assertThat(all.at("/items/0/id").asText()).isEqualTo("closeFriends");
    assertThat(all.get("items")).hasSize(3);
    storyForList(id);
    talk.as(carol, "deleteList").with("id", id).answers(204);
    talk.as(carol, "deleteList").with("id", id).fails(404, ErrorCode.LIST_NOT_FOUND);
  }

  private void storyForList(String id) {
    Map<String, Object> audience = Map.of("kind", "lists", "lists", List.of(id));
    Map<String, Object> story = Map.of("text", "For walkers", "audience", audience);
    String posted = talk.as(carol, "postStory").body(story).answers(201).get("id").asText();
    talk.as(bob, "showStory").with("id", posted).answers(200);
    JsonNode audit = talk.as(carol, "storyAudience").with("id", posted).answers(200);
    assertThat(audit.at("/items/0/id").asText()).isEqualTo(bob.id());
    talk.as(bob, "storyAudience").with("id", posted).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(bob, "storyFile")
        .with("id", posted)
        .with("mediaId", "m7")
        .fails(404, ErrorCode.MEDIA_NOT_FOUND);
    talk.as(carol, "removeFromList").with("id", id).with("user", bob.id()).answers(204);
    talk.as(bob, "removeFromList")
        .with("id", id)
        .with("user", carol.id())
        .fails(404, ErrorCode.LIST_NOT_FOUND);
    talk.as(bob, "showStory").with("id", posted).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(carol, "editStory")
        .with("id", posted)
        .body(Map.of("audience", Map.of("kind", "everyone"), "caption", "and for all"))
        .answers(200);
    JsonNode seen = talk.as(bob, "showStory").with("id", posted).answers(200);
    assertThat(seen.get("caption").asText()).isEqualTo("and for all");
    talk.as(bob, "editStory")
        .with("id", posted)
        .body(Map.of("caption", "mine"))
        .fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(carol, "editStory").with("id", posted).body(Map.of()).isRefusedByRule(400, BAD_FIELD);
    talk.as(carol, "editStory")
        .with("id", posted)
        .body(Map.of("audience", Map.of("kind", "conversations", "conversations", List.of("c7"))))
        .fails(403, ErrorCode.NOT_A_MEMBER);
    JsonNode rings =
        talk.as(bob, "storyRings").body(Map.of("users", List.of(carol.id()))).answers(200);
    assertThat(rings.at("/items/0/stories").asInt()).isEqualTo(1);
    talk.as(bob, "storyRings").body(Map.of("users", "u1")).isRefused(400, BAD_FIELD);
    talk.as(carol, "deleteStory").with("id", posted).answers(204);
  }

  private void files() {
    JsonNode file = talk.as(carol, "uploadMedia").form("a.png", MediaContract.png()).answers(201);
    String media = file.get("id").asText();
    Map<String, Object> part = Map.of("kind", "picture", "media", media);
    Map<String, Object> story =
        Map.of("parts", List.of(part), "audience", Map.of("kind", "everyone"));
    JsonNode posted = talk.as(carol, "postStory").body(story).answers(201);
    String id = posted.get("id").asText();
    JsonNode address = talk.as(bob, "storyFile").with("id", id).with("mediaId", media).answers(200);
    assertThat(address.get("expiresAt").asText())
        .isLessThanOrEqualTo(posted.get("expiresAt").asText());
    talk.as(carol, "deleteStory").with("id", id).answers(204);
  }

  private void apart() {
    talk.as(bob, "muteAuthor").with("user", alice.id()).answers(204);
    talk.as(bob, "muteAuthor").with("user", "u1").fails(404, USER_NOT_FOUND);
    talk.as(bob, "muteAuthor").with("user", "x1").fails(400, ErrorCode.BAD_ID);
    talk.as(bob, "unmuteAuthor").with("user", "x1").fails(400, ErrorCode.BAD_ID);
    JsonNode muted = talk.as(bob, "listMutedAuthors").answers(200);
    assertThat(muted.at("/items/0/id").asText()).isEqualTo(alice.id());
    assertThat(talk.as(bob, "storyFeed").answers(200).get("items")).isEmpty();
    JsonNode apart = talk.as(bob, "storyFeed").with("muted", true).answers(200);
    assertThat(apart.at("/items/0/author/id").asText()).isEqualTo(alice.id());
    talk.as(bob, "unmuteAuthor").with("user", alice.id()).answers(204);
    assertThat(talk.as(bob, "storyFeed").answers(200).get("items")).hasSize(1);
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
