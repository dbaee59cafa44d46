package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Deleting for good, as the document says.
final class ErasureContract {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;

  private ErasureContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
  }

  static void drive(RestTalk talk) {
    ErasureContract contract = new ErasureContract(talk);
    contract.group();
    contract.forOneself();
    contract.account();
    talk.membersOnly("deleteConversation", Map.of());
    talk.nobody("showErasure").with("erasureId", "none").fails(404, ErrorCode.ERASURE_NOT_FOUND);
  }

  private void group() {
    String group = alice.group("To be deleted", bob);
    bob.say(group, "e1", "a walrus to forget");
    delete(bob, group).fails(403, ErrorCode.NOT_ALLOWED);
    JsonNode erasure = delete(alice, group).answers(202);
    assertThat(delete(alice, group).answers(202)).isEqualTo(erasure);
    talk.as(bob, "showConversation").with("id", group).fails(403, ErrorCode.NOT_A_MEMBER);
    awaitFinished(erasure);
  }

  private void forOneself() {
    String chat = alice.directWith(talk.carol());
    alice.say(chat, "e2", "a walrus to clear");
    awaitFinished(delete(alice, chat).answers(202));
    assertThat(talk.as(alice, "showConversation").with("id", chat).answers(200).has("lastMessage"))
        .isFalse();
    JsonNode own = talk.as(alice, "openConversation").body(Map.of("kind", "self")).answers(200);
    awaitFinished(delete(alice, own.get("id").asText()).answers(202));
  }

  private void account() {
    Person erin = talk.another("erin");
    String chat = erin.directWith(bob);
    erin.say(chat, "e3", "a walrus to forget");
    Map<String, String> password = Map.of("password", erin.password());
    talk.as(erin, "deleteMe")
        .body(Map.of("password", "another secret"))
        .fails(401, ErrorCode.BAD_CREDENTIALS);
    talk.as(erin, "deleteMe").body(Map.of()).isRefused(400, ErrorCode.TEXT_EMPTY);
    JsonNode erasure = talk.as(erin, "deleteMe").body(password).answers(202);
    talk.as(erin, "showMe").fails(401, ErrorCode.SESSION_REVOKED);
    JsonNode profile = talk.as(bob, "showUser").with("id", erin.id()).answers(200);
    assertThat(profile.get("deleted").asBoolean()).isTrue();
    talk.as(bob, "openConversation")
        .body(Map.of("kind", "direct", "members", List.of(erin.id())))
        .fails(404, ErrorCode.USER_NOT_FOUND);
    awaitFinished(erasure);
    talk.as(bob, "sendMessage")
        .with("id", chat)
        .body(Map.of("clientId", "e4", "text", "still there?"))
        .fails(403, ErrorCode.ACCOUNT_DELETED);
    JsonNode shown = talk.as(bob, "showConversation").with("id", chat).answers(200);
    assertThat(shown.get("members").findValues("deleted")).hasSize(1);
  }

  private Call delete(Person who, String conversation) {
    return talk.as(who, "deleteConversation").with("id", conversation);
  }

  private void awaitFinished(JsonNode erasure) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode receipt =
                  talk.nobody("showErasure")
                      .with("erasureId", erasure.get("id").asText())
                      .answers(200);
              assertThat(receipt.get("state").asText()).isEqualTo("finished");
              assertThat(receipt.get("stillIn")).isEmpty();
            });
  }
}
