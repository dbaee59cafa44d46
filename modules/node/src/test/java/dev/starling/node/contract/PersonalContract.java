package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What belongs to one person over REST, as the document says.
final class PersonalContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final String chat;

  private PersonalContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.chat = alice.group("Personal", bob);
    bob.say(chat, "p2", "kept");
  }

  static void drive(RestTalk talk) {
    PersonalContract contract = new PersonalContract(talk);
    contract.withOneself();
    contract.readReceipts();
    contract.settings();
    contract.timer();
    contract.bookmarks();
    contract.drafts();
    contract.scheduled();
    contract.hidden();
    contract.strangers();
  }

  private void withOneself() {
    JsonNode own = talk.as(alice, "openConversation").body(Map.of("kind", "self")).answers(201);
    assertThat(talk.as(alice, "openConversation").body(Map.of("kind", "self")).answers(200))
        .isEqualTo(own);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "self", "members", List.of(bob.id())))
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "direct"))
        .isRefused(400, ErrorCode.BAD_FIELD);
  }

  private void readReceipts() {
    assertThat(talk.as(alice, "showPrivacy").answers(200).get("readReceipts").asBoolean()).isTrue();
    talk.as(alice, "changePrivacy")
        .body(Map.of("readReceipts", "no"))
        .isRefused(400, ErrorCode.BAD_FIELD);
    JsonNode changed =
        talk.as(alice, "changePrivacy").body(Map.of("readReceipts", false)).answers(200);
    assertThat(changed.get("readReceipts").asBoolean()).isFalse();
    assertThat(changed.get("lastSeen").asText()).isEqualTo("everyone");
    for (Person person : List.of(alice, bob)) {
      JsonNode shown = talk.as(person, "showConversation").with("id", chat).answers(200);
      for (JsonNode member : shown.get("members")) {
        assertThat(member.has("readSeq")).isEqualTo(member.get("id").asText().equals(person.id()));
      }
    }
    talk.as(alice, "changePrivacy").body(Map.of("readReceipts", true)).answers(200);
  }

  private void settings() {
    Map<String, Object> kept = Map.of("pinned", true, "mutedUntil", "2999-01-01T00:00:00.000Z");
    of("changeSettings").body(kept).answers(200);
    JsonNode shown = of("showConversation").answers(200);
    assertThat(shown.at("/settings/pinned").asBoolean()).isTrue();
    of("changeSettings").body(Map.of("pinned", "yes")).isRefused(400, ErrorCode.BAD_FIELD);
    of("changeSettings")
        .body(Map.of("mutedUntil", "1960-01-01T00:00:00.000Z"))
        .isRefusedByRule(400, ErrorCode.BAD_FIELD);
  }

  private void timer() {
    of("setTimer").body(Map.of("seconds", 3_600)).answers(200);
    assertThat(of("showConversation").answers(200).get("disappearAfter").asInt()).isEqualTo(3_600);
    of("setTimer").body(Map.of()).answers(200);
    for (int seconds : new int[] {0, -1, 31_536_001}) {
      of("setTimer").body(Map.of("seconds", seconds)).isRefused(400, ErrorCode.BAD_FIELD);
    }
    talk.as(bob, "setTimer")
        .with("id", chat)
        .body(Map.of("seconds", 1))
        .fails(403, ErrorCode.NOT_ALLOWED);
  }

  private void bookmarks() {
    JsonNode acted = of("addBookmark").with("seq", 2).answers(200);
    assertThat(of("addBookmark").with("seq", 2).answers(200)).isEqualTo(acted);
    assertThat(talk.as(alice, "listBookmarks").answers(200).at("/items/0/message/text").asText())
        .isEqualTo("kept");
    of("addBookmark").with("seq", 4711).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    of("removeBookmark").with("seq", 2).answers(200);
    of("removeBookmark").with("seq", 2).answers(200);
    of("addBookmark").with("seq", "x").isRefused(400, ErrorCode.BAD_ID);
    of("removeBookmark").with("seq", 0).isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(alice, "listBookmarks").with("cursor", "none").fails(400, ErrorCode.BAD_CURSOR);
  }

  private void drafts() {
    of("setDraft").body(Map.of("text", "Dear Bob", "replyTo", 2)).answers(200);
    JsonNode drafts = talk.as(alice, "listDrafts").answers(200);
    assertThat(drafts.at("/items/0/text").asText()).isEqualTo("Dear Bob");
    of("setDraft").body(Map.of("text", "x".repeat(8_193))).isRefused(400, ErrorCode.TEXT_TOO_LONG);
    of("setDraft").body(Map.of("replyTo", 2)).isRefusedByRule(400, ErrorCode.BAD_FIELD);
    of("removeDraft").answers(200);
    of("removeDraft").answers(200);
    talk.as(alice, "removeDraft").with("id", "x1").fails(400, ErrorCode.BAD_ID);
  }

  private void scheduled() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    Map<String, Object> schedule = schedule("s1", "later", List.of(later, later.plusSeconds(1)));
    JsonNode set = of("scheduleMessage").body(schedule).answers(200);
    assertThat(of("scheduleMessage").body(schedule).answers(200)).isEqualTo(set);
    of("scheduleMessage")
        .body(schedule("s1", "other", List.of(later)))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    of("scheduleMessage")
        .body(schedule("s2", "x", List.of(Instant.EPOCH)))
        .fails(403, ErrorCode.TOO_LATE);
    of("scheduleMessage")
        .body(schedule("s2", "x", List.of(later.plus(Duration.ofDays(400)))))
        .fails(400, ErrorCode.BAD_FIELD);
    of("scheduleMessage").body(schedule("s2", "x", List.of())).isRefused(400, ErrorCode.BAD_FIELD);
    of("scheduleMessage")
        .body(schedule("x".repeat(63), "x", List.of(later)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    assertThat(talk.as(alice, "listScheduled").answers(200)).isEqualTo(set);
    scheduledFiles(later);
    String one = set.at("/items/0/id").asText();
    waiting("changeScheduled", one).body(Map.of("text", "changed")).answers(200);
    waiting("changeScheduled", one).body(Map.of()).isRefusedByRule(400, ErrorCode.BAD_FIELD);
    waiting("changeScheduled", one)
        .body(Map.of("at", Instant.EPOCH))
        .fails(403, ErrorCode.TOO_LATE);
    waiting("changeScheduled", "d1")
        .body(Map.of("text", "x"))
        .fails(404, ErrorCode.SCHEDULED_NOT_FOUND);
    waiting("cancelScheduled", one).answers(200);
    waiting("cancelScheduled", one).fails(404, ErrorCode.SCHEDULED_NOT_FOUND);
    waiting("cancelScheduled", "x1").fails(400, ErrorCode.BAD_ID);
  }

  private void scheduledFiles(Instant later) {
    String file = alice.upload("notes.txt", "some bytes").get("id").asText();
    Map<String, Object> brings =
        Map.of("clientId", "s3", "attachments", List.of(file), "times", List.of(later));
    JsonNode set = of("scheduleMessage").body(brings).answers(200);
    assertThat(of("scheduleMessage").body(brings).answers(200)).isEqualTo(set);
    assertThat(set.at("/items/0/attachments/0").asText()).isEqualTo(file);
    talk.as(alice, "deleteMedia").with("id", file).fails(409, ErrorCode.MEDIA_IN_USE);
    Map<String, Object> gone =
        Map.of("clientId", "s4", "attachments", List.of("m1"), "times", List.of(later));
    of("scheduleMessage").body(gone).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    waiting("cancelScheduled", set.at("/items/0/id").asText()).answers(200);
    talk.as(alice, "deleteMedia").with("id", file).answers(204);
  }

  private void hidden() {
    JsonNode acted = of("deleteMessage").with("seq", 2).with("for", "me").answers(200);
    assertThat(of("deleteMessage").with("seq", 2).with("for", "me").answers(200)).isEqualTo(acted);
    assertThat(of("showMessage").with("seq", 2).answers(200).get("deleted").asText())
        .isEqualTo("hidden");
    of("deleteMessage").with("seq", 2).with("for", "them").isRefused(400, ErrorCode.BAD_FIELD);
  }

  private void strangers() {
    talk.membersOnly("changeSettings", Map.of("pinned", true));
    talk.membersOnly("setTimer", Map.of("seconds", 60));
    talk.membersOnly("addBookmark", Map.of("seq", "1"), Map.of());
    talk.membersOnly("setDraft", Map.of("text", "x"));
    Instant later = Instant.now().plus(Duration.ofHours(1));
    talk.membersOnly("scheduleMessage", schedule("s9", "x", List.of(later)));
  }

  private static Map<String, Object> schedule(String clientId, String text, List<Instant> times) {
    return Map.of("clientId", clientId, "text", text, "times", times);
  }

  private Call waiting(String operation, String id) {
    return talk.as(alice, operation).with("id", id);
  }

  private Call of(String operation) {
    return talk.as(alice, operation).with("id", chat);
  }
}
