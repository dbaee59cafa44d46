package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// Blocks, requests, reports and moderation over REST, as the document says.
final class SafetyContract {

  static final int REPORTS_MAX = 5;

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;

  private SafetyContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
  }

  static void drive(RestTalk talk) {
    SafetyContract contract = new SafetyContract(talk);
    contract.blocks();
    contract.requests();
    contract.reports();
    contract.moderation();
  }

  private void blocks() {
    Person dave = talk.cluster().person("dave", 0);
    talk.as(alice, "block").with("id", dave.id()).answers(204);
    Map<String, Object> direct = Map.of("kind", "direct", "members", List.of(dave.id()));
    talk.as(alice, "openConversation").body(direct).fails(403, ErrorCode.BLOCKED);
    talk.as(alice, "unblock").with("id", dave.id()).answers(204);
    String chat = alice.directWith(dave);
    talk.as(alice, "block").with("id", dave.id()).answers(204);
    Map<String, Object> message = Map.of("clientId", "b1", "text", "hello");
    talk.as(alice, "sendMessage").with("id", chat).body(message).fails(403, ErrorCode.BLOCKED);
  }

  private void requests() {
    Person dave = talk.cluster().person("dave", 0);
    JsonNode privacy =
        talk.as(dave, "changePrivacy").body(Map.of("messages", "contacts")).answers(200);
    assertThat(privacy.get("messages").asText()).isEqualTo("contacts");
    talk.as(dave, "changePrivacy")
        .body(Map.of("messages", "nobody"))
        .isRefused(400, ErrorCode.BAD_FIELD);
    String chat = alice.directWith(dave);
    alice.say(chat, "r1", "hello");
    JsonNode page = talk.as(dave, "listConversations").with("requests", true).answers(200);
    assertThat(page.at("/items/0/id").asText()).isEqualTo(chat);
    assertThat(page.at("/items/0/request").asBoolean()).isTrue();
    talk.as(dave, "listConversations").with("requests", "some").isRefused(400, ErrorCode.BAD_FIELD);
    for (String operation : List.of("declineRequest", "acceptRequest", "acceptRequest")) {
      talk.as(dave, operation).with("id", chat).answers(204);
      talk.membersOnly(operation, Map.of());
    }
    talk.as(bob, "declineRequest").with("id", alice.directWith(bob)).answers(204);
  }

  private void reports() {
    Person dave = talk.cluster().person("dave", 0);
    String chat = dave.directWith(bob);
    dave.say(chat, "1", "spam, spam and spam");
    Map<String, Object> message = Map.of("conversation", chat, "seq", 1, "reason", "spam");
    JsonNode filed = talk.as(bob, "fileReport").body(message).answers(201);
    assertThat(talk.as(bob, "fileReport").body(message).answers(200)).isEqualTo(filed);
    assertThat(filed.has("content")).isFalse();
    for (Map<String, Object> target :
        List.<Map<String, Object>>of(
            Map.of("conversation", chat, "reason", "hate", "comment", "all of it"),
            Map.of("user", dave.id(), "reason", "impersonation"))) {
      talk.as(bob, "fileReport").body(target).answers(201);
    }
    JsonNode page = talk.as(bob, "listOwnReports").with("limit", 1).answers(200);
    page = talk.as(bob, "listOwnReports").with("cursor", page.get("next").asText()).answers(200);
    assertThat(page.get("items")).hasSize(2);
    assertThat(page.at("/items/1")).isEqualTo(filed);

    refused(dave, message, 403, ErrorCode.NOT_ALLOWED);
    refused(alice, message, 403, ErrorCode.NOT_A_MEMBER);
    Map<String, Object> nowhere = Map.of("conversation", "c1", "reason", "spam");
    refused(bob, nowhere, 404, ErrorCode.CONVERSATION_NOT_FOUND);
    Map<String, Object> nothing = Map.of("conversation", chat, "seq", 99, "reason", "spam");
    refused(bob, nothing, 404, ErrorCode.MESSAGE_NOT_FOUND);
    refused(bob, Map.of("user", "u1", "reason", "spam"), 404, ErrorCode.USER_NOT_FOUND);
    refused(bob, Map.of("story", "t1", "reason", "spam"), 404, ErrorCode.STORY_NOT_FOUND);
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("reason", "spam"),
            Map.of("user", dave.id()),
            Map.of("user", dave.id(), "reason", "boring"),
            Map.of("user", dave.id(), "conversation", chat, "reason", "spam"),
            Map.of("conversation", chat, "seq", 0, "reason", "spam"))) {
      talk.as(bob, "fileReport").body(bad).isRefused(400, ErrorCode.BAD_FIELD);
    }
    Map<String, Object> wordy =
        Map.of("user", dave.id(), "reason", "spam", "comment", "x".repeat(2_049));
    talk.as(bob, "fileReport").body(wordy).isRefused(400, ErrorCode.TEXT_TOO_LONG);
    for (int i = 0; i < REPORTS_MAX; i++) {
      String user = talk.cluster().person("erin", 0).id();
      alice.rest().post("/v1/reports", Map.of("user", user, "reason", "spam"));
    }
    Map<String, Object> another = Map.of("user", dave.id(), "reason", "spam");
    refused(alice, another, 429, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void refused(Person person, Map<String, Object> report, int status, ErrorCode code) {
    talk.as(person, "fileReport").body(report).fails(status, code);
  }

  private void moderation() {
    Person moderator = talk.cluster().person("moderator", 0);
    Person other = talk.cluster().person("moderator", 0);
    Person spammer = talk.cluster().person("spammer", 0);
    String chat = spammer.directWith(bob);
    spammer.say(chat, "1", "buy");
    Map<String, Object> report = Map.of("conversation", chat, "seq", 1, "reason", "spam");
    String id = talk.as(bob, "fileReport").body(report).answers(201).get("id").asText();
    for (String operation : List.of("listReports", "showReport", "takeReport", "resolveReport")) {
      Call call = talk.as(moderator, operation);
      if (operation.equals("resolveReport")) {
        call.body(Map.of("action", "dismiss"));
      }
      if (!operation.equals("listReports")) {
        call.with("id", id);
      }
      call.fails(403, ErrorCode.MODERATORS_ONLY);
    }
    for (Person one : List.of(moderator, other)) {
      appointing("appointModerator", one.id()).answers(204);
    }
    appointing("appointModerator", "u1").fails(404, ErrorCode.USER_NOT_FOUND);
    for (String operation : List.of("appointModerator", "dismissModerator")) {
      talk.as(bob, operation).with("id", bob.id()).fails(403, ErrorCode.OPERATOR_ONLY);
    }

    JsonNode queue = talk.as(moderator, "listReports").with("limit", 200).answers(200);
    assertThat(queue.get("items").findValuesAsText("id")).contains(id);
    talk.as(moderator, "listReports").with("limit", 0).isRefused(400, ErrorCode.BAD_LIMIT);
    talk.as(moderator, "listReports").with("state", "lost").isRefused(400, ErrorCode.BAD_FIELD);
    JsonNode shown = talk.as(moderator, "takeReport").with("id", id).answers(200);
    assertThat(shown.at("/content/text").asText()).isEqualTo("buy");
    assertThat(shown.at("/history/0/action").asText()).isEqualTo("take");
    talk.as(moderator, "takeReport").with("id", id).answers(200);
    talk.as(other, "takeReport").with("id", id).fails(409, ErrorCode.REPORT_TAKEN);
    resolving(other, id, Map.of("action", "dismiss")).fails(409, ErrorCode.REPORT_TAKEN);
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of(), Map.of("action", "hang"), Map.of("action", "suspend", "seconds", 0))) {
      resolving(moderator, id, bad).isRefused(400, ErrorCode.BAD_FIELD);
    }
    for (String operation : List.of("showReport", "takeReport")) {
      talk.as(moderator, operation).with("id", "r1").fails(404, ErrorCode.REPORT_NOT_FOUND);
    }
    resolving(moderator, "r1", Map.of("action", "dismiss")).fails(404, ErrorCode.REPORT_NOT_FOUND);
    Map<String, Object> suspend = Map.of("action", "suspend", "seconds", 3_600);
    shown = resolving(moderator, id, suspend).answers(200);
    assertThat(shown.get("state").asText()).isEqualTo("resolved");
    assertThat(resolving(moderator, id, suspend).answers(200)).isEqualTo(shown);
    assertThat(talk.as(moderator, "showReport").with("id", id).answers(200)).isEqualTo(shown);
    Map<String, Object> signIn =
        Map.of("username", spammer.username(), "password", spammer.password());
    talk.nobody("signIn").body(signIn).fails(403, ErrorCode.SUSPENDED);
    appointing("dismissModerator", other.id()).answers(204);
    talk.as(other, "listReports").fails(403, ErrorCode.MODERATORS_ONLY);
  }

  private Call appointing(String operation, String user) {
    return talk.with(HooksContract.operator(talk.cluster().url(0)), operation).with("id", user);
  }

  private Call resolving(Person moderator, String id, Map<String, Object> resolution) {
    return talk.as(moderator, "resolveReport").with("id", id).body(resolution);
  }
}
