package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Conversations, what is said in them and how far it was read, as the document says.
final class ConversationContract {

  /// The limit of the node.
  static final int MEMBERS_MAX = 1_000;

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  private ConversationContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
  }

  static void drive(RestTalk talk) {
    ConversationContract contract = new ConversationContract(talk);
    contract.conversations();
    contract.messages();
    contract.history();
    contract.watermarks();
  }

  private void conversations() {
    Map<String, Object> direct = Map.of("kind", "direct", "members", List.of(bob.id()));
    JsonNode opened = talk.as(alice, "openConversation").body(direct).answers(201);
    assertThat(talk.as(alice, "openConversation").body(direct).answers(200).get("id"))
        .isEqualTo(opened.get("id"));
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "group", "title", "Climbing", "members", List.of(bob.id())))
        .answers(201);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "direct", "members", List.of("u1")))
        .fails(404, ErrorCode.USER_NOT_FOUND);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "channel", "members", List.of(bob.id())))
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "group", "members", List.of(bob.id())))
        .isRefused(400, ErrorCode.TEXT_EMPTY);
    talk.as(alice, "openConversation")
        .body(Map.of("kind", "group", "title", "x", "members", ids(MEMBERS_MAX)))
        .fails(400, ErrorCode.TOO_MANY_MEMBERS);

    bob.say(opened.get("id").asText(), "m1", "hello");
    JsonNode page = talk.as(alice, "listConversations").with("limit", 1).answers(200);
    JsonNode newest = page.at("/items/0");
    assertThat(newest.get("id")).isEqualTo(opened.get("id"));
    assertThat(newest.at("/lastMessage/text").asText()).isEqualTo("hello");
    assertThat(newest.get("headSeq").asLong()).isEqualTo(1);
    assertThat(newest.get("readSeq").asLong()).isZero();
    assertThat(newest.get("unread").asLong()).isEqualTo(1);
    assertThat(newest.get("members")).hasSize(2);
    page =
        talk.as(alice, "listConversations").with("cursor", page.get("next").asText()).answers(200);
    assertThat(page.at("/items/0/title").asText()).isEqualTo("Climbing");
    talk.as(alice, "showConversation").with("id", opened.get("id").asText()).answers(200);
    talk.membersOnly("showConversation", Map.of());
    JsonNode member =
        talk.as(alice, "listMembers")
            .with("id", opened.get("id").asText())
            .with("limit", 1)
            .answers(200)
            .get("items");
    assertThat(member.findValuesAsText("username")).containsExactly(alice.username());
    talk.membersOnly("listMembers", Map.of());
  }

  private void messages() {
    String chat = alice.directWith(bob);
    JsonNode first =
        talk.as(alice, "sendMessage").with("id", chat).body(message("n1", "hi")).answers(201);
    assertThat(
            talk.as(alice, "sendMessage").with("id", chat).body(message("n1", "hi")).answers(200))
        .isEqualTo(first);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n1", "other"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    // Characters of any script, as many as the document says.
    talk.as(alice, "sendMessage").with("id", chat).body(message("語".repeat(64), "hi")).answers(201);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(message("語".repeat(65), "hi"))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n2", "x".repeat(8_192)))
        .answers(201);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n3", "x".repeat(8_193)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n3", "語".repeat(4_000)))
        .isRefusedByRule(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "sendMessage")
        .with("id", chat)
        .body(Map.of("clientId", "n4"))
        .isRefused(400, ErrorCode.TEXT_EMPTY);
    talk.membersOnly("sendMessage", message("n5", "hi"));
  }

  private void history() {
    String group = alice.group("Walking", bob);
    for (int i = 2; i <= 5; i++) {
      alice.say(group, "h" + i, "text " + i);
    }
    historyByDefault();
    JsonNode forwards =
        talk.as(bob, "readEvents").with("id", group).with("after", 0).with("limit", 2).answers(200);
    assertThat(forwards.at("/items").findValuesAsText("seq")).containsExactly("1", "2");
    assertThat(forwards.at("/items").findValuesAsText("type"))
        .containsExactly("created", "message");
    JsonNode on =
        talk.as(bob, "readEvents")
            .with("id", group)
            .with("cursor", forwards.get("next").asText())
            .answers(200);
    assertThat(on.at("/items").findValuesAsText("seq")).containsExactly("3", "4", "5");
    assertThat(on.get("next").isNull()).isTrue();
    JsonNode backwards =
        talk.as(bob, "readEvents").with("id", group).with("before", 4).answers(200);
    assertThat(backwards.at("/items").findValuesAsText("seq")).containsExactly("3", "2", "1");
    JsonNode newest = talk.as(bob, "readEvents").with("id", group).with("limit", 1).answers(200);
    assertThat(newest.at("/items").findValuesAsText("seq")).containsExactly("5");
    talk.as(bob, "readEvents")
        .with("id", group)
        .with("after", "x")
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(bob, "readEvents")
        .with("id", group)
        .with("before", -1)
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(bob, "readEvents")
        .with("id", group)
        .with("after", 1)
        .with("before", 3)
        .isRefusedByRule(400, ErrorCode.BAD_FIELD);
    talk.membersOnly("readEvents", Map.of());
  }

  private void historyByDefault() {
    String group = alice.group("Talking", bob);
    for (int i = 2; i <= 52; i++) {
      alice.say(group, "d" + i, "text " + i);
    }
    JsonNode page = talk.as(bob, "readEvents").with("id", group).with("after", 0).answers(200);
    assertThat(page.get("items")).hasSize(50);
    page = talk.as(bob, "readEvents").with("id", group).with("limit", 200).answers(200);
    assertThat(page.get("items")).hasSize(52);
  }

  private void watermarks() {
    String chat = alice.directWith(carol);
    alice.say(chat, "w1", "one");
    for (String operation : List.of("markDelivered", "markRead")) {
      JsonNode at = talk.as(carol, operation).with("id", chat).body(Map.of("seq", 1)).answers(200);
      assertThat(at.get("deliveredSeq").asLong()).isEqualTo(1);
      talk.as(carol, operation).with("id", chat).body(Map.of()).isRefused(400, ErrorCode.BAD_FIELD);
      talk.as(carol, operation)
          .with("id", chat)
          .body(Map.of("seq", -1))
          .isRefused(400, ErrorCode.BAD_FIELD);
      talk.membersOnly(operation, Map.of("seq", 1));
    }
  }

  private static Map<String, Object> message(String clientId, String text) {
    return Map.of("clientId", clientId, "text", text);
  }

  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "u" + Integer.toString(i, 36)).toList();
  }
}
