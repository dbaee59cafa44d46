package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// What viewers say to stories and what stays of these, as the document says.
final class ResponseContract {

  private static final Map<String, Object> PLACE =
      Map.of("x", 0.5, "y", 0.5, "width", 0.2, "height", 0.1, "rotation", 0);

  private final RestTalk talk;
  private final Person dora;
  private final Person emil;

  private ResponseContract(RestTalk talk) {
    this.talk = talk;
    this.dora = talk.cluster().person("dora", 0);
    this.emil = talk.cluster().person("emil", 0);
  }

  static void drive(RestTalk talk) {
    ResponseContract contract = new ResponseContract(talk);
    contract.dora.rest().put("/v1/contacts/" + contract.emil.id(), null);
    String story = contract.post();
    contract.replies(story);
    contract.answers(story);
    contract.reshares(story);
    contract.archive();
    contract.highlights(story);
  }

  private String post() {
    Map<String, Object> poll =
        Map.of(
            "kind",
            "poll",
            "place",
            PLACE,
            "question",
            "Where?",
            "options",
            List.of("here", "there"));
    Map<String, Object> mention = Map.of("kind", "mention", "place", PLACE, "user", emil.id());
    Map<String, Object> part =
        Map.of("kind", "text", "text", "On the summit!", "areas", List.of(poll, mention));
    Map<String, Object> story = Map.of("parts", List.of(part), "mentions", List.of(emil.id()));
    return talk.as(dora, "postStory").body(story).answers(201).get("id").asText();
  }

  private void replies(String story) {
    Map<String, Object> reply = Map.of("clientId", "r1", "text", "What a view!");
    JsonNode accepted = talk.as(emil, "replyToStory").with("id", story).body(reply).answers(201);
    assertThat(talk.as(emil, "replyToStory").with("id", story).body(reply).answers(200))
        .isEqualTo(accepted);
    talk.as(emil, "replyToStory")
        .with("id", story)
        .body(Map.of("clientId", "r1", "text", "other"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    JsonNode message =
        talk.as(dora, "showMessage")
            .with("id", accepted.get("conversation").asText())
            .with("seq", accepted.get("seq").asText())
            .answers(200);
    assertThat(message.at("/story/id").asText()).isEqualTo(story);
    assertThat(message.at("/story/preview").asText()).isEqualTo("On the summit!");
    talk.as(emil, "replyToStory")
        .with("id", story)
        .body(Map.of("clientId", "r2"))
        .fails(400, ErrorCode.TEXT_EMPTY);
    talk.as(dora, "replyToStory").with("id", story).body(reply).fails(409, ErrorCode.OWN_STORY);
    talk.as(emil, "replyToStory")
        .with("id", "t1")
        .body(reply)
        .fails(404, ErrorCode.STORY_NOT_FOUND);
  }

  private void answers(String story) {
    Map<String, Object> vote = Map.of("part", 0, "area", 0, "choice", 1);
    JsonNode counted = talk.as(emil, "answerStory").with("id", story).body(vote).answers(200);
    assertThat(counted.get("choices").get(1).asInt()).isEqualTo(1);
    talk.as(emil, "answerStory")
        .with("id", story)
        .body(Map.of("part", 0, "area", 1, "choice", 1))
        .fails(404, ErrorCode.AREA_NOT_FOUND);
    talk.as(emil, "answerStory")
        .with("id", story)
        .body(Map.of("part", 0, "area", 0, "choice", 2))
        .fails(400, ErrorCode.BAD_FIELD);
    talk.as(emil, "answerStory")
        .with("id", story)
        .body(Map.of("area", 0, "choice", 0))
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(dora, "answerStory").with("id", story).body(vote).fails(409, ErrorCode.OWN_STORY);
    JsonNode page =
        talk.as(dora, "listAnswers").with("id", story).with("part", 0).with("area", 0).answers(200);
    assertThat(page.at("/items/0/user/id").asText()).isEqualTo(emil.id());
    assertThat(page.at("/items/0/choice").asInt()).isEqualTo(1);
    talk.as(emil, "listAnswers")
        .with("id", story)
        .with("part", 0)
        .with("area", 0)
        .fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(dora, "listAnswers")
        .with("id", story)
        .with("part", 0)
        .isRefused(400, ErrorCode.BAD_FIELD);
  }

  private void reshares(String story) {
    Map<String, Object> again = Map.of("caption", "That is me", "clientId", "s1");
    JsonNode shown = talk.as(emil, "reshareStory").with("id", story).body(again).answers(201);
    assertThat(shown.at("/resharedFrom/author").asText()).isEqualTo(dora.id());
    talk.as(emil, "reshareStory").with("id", story).body(again).answers(200);
    talk.as(emil, "reshareStory")
        .with("id", story)
        .body(Map.of("caption", "other", "clientId", "s1"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    talk.as(dora, "reshareStory").with("id", story).body(again).fails(409, ErrorCode.OWN_STORY);
    talk.as(emil, "reshareStory")
        .with("id", "t1")
        .body(again)
        .fails(404, ErrorCode.STORY_NOT_FOUND);
    String other =
        talk.as(dora, "postStory").body(Map.of("text", "x")).answers(201).get("id").asText();
    talk.as(emil, "reshareStory").with("id", other).body(again).fails(403, ErrorCode.NOT_MENTIONED);
    talk.as(emil, "reshareStory")
        .with("id", story)
        .body(Map.of("caption", "語".repeat(701)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
  }

  private void archive() {
    assertThat(talk.as(dora, "showStorySettings").answers(200).get("archive").asBoolean())
        .isFalse();
    talk.as(dora, "changeStorySettings").body(Map.of("archive", true)).answers(200);
    talk.as(dora, "changeStorySettings")
        .body(Map.of("archive", "yes"))
        .isRefused(400, ErrorCode.BAD_FIELD);
    assertThat(talk.as(dora, "listArchive").answers(200).get("items")).isEmpty();
    talk.as(dora, "listArchive").with("cursor", "x").fails(400, ErrorCode.BAD_CURSOR);
  }

  private void highlights(String story) {
    Map<String, Object> summits = Map.of("name", "Summits", "stories", List.of(story));
    JsonNode made = talk.as(dora, "makeHighlight").body(summits).answers(201);
    String id = made.get("id").asText();
    assertThat(talk.as(emil, "showHighlight").with("id", id).answers(200)).isEqualTo(made);
    talk.as(emil, "makeHighlight").body(summits).fails(404, ErrorCode.STORY_NOT_FOUND);
    talk.as(dora, "makeHighlight")
        .body(Map.of("name", "Nothing", "stories", List.of()))
        .isRefused(400, ErrorCode.BAD_FIELD);
    JsonNode page = talk.as(emil, "listHighlights").with("id", dora.id()).answers(200);
    assertThat(page.at("/items/0/name").asText()).isEqualTo("Summits");
    JsonNode stories = talk.as(emil, "listHighlightStories").with("id", id).answers(200);
    assertThat(stories.at("/items/0/id").asText()).isEqualTo(story);
    talk.as(dora, "changeHighlight").with("id", id).body(Map.of("name", "Tops")).answers(200);
    talk.as(dora, "changeHighlight")
        .with("id", id)
        .body(Map.of("place", -1))
        .isRefused(400, ErrorCode.BAD_FIELD);
    for (String operation : List.of("changeHighlight", "deleteHighlight")) {
      Call call = talk.as(emil, operation).with("id", id);
      (operation.startsWith("change") ? call.body(Map.of("place", 0)) : call)
          .fails(404, ErrorCode.HIGHLIGHT_NOT_FOUND);
    }
    talk.as(dora, "deleteHighlight").with("id", id).answers(204);
    talk.as(emil, "showHighlight").with("id", id).fails(404, ErrorCode.HIGHLIGHT_NOT_FOUND);
    talk.as(emil, "listHighlightStories").with("id", id).fails(404, ErrorCode.HIGHLIGHT_NOT_FOUND);
  }
}
