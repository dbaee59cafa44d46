package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
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
