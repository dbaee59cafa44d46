package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// What is done with messages over REST, as the document says.
final class MessageContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final String group;

  private MessageContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.group = alice.group("Editing", bob);
  }

  static void drive(RestTalk talk) {
    MessageContract contract = new MessageContract(talk);
    contract.answers();
    contract.edits();
    contract.reactions();
    contract.pins();
    contract.forwards();
    contract.deletions();
    contract.strangers();
  }

  private void answers() {
    long seq = said(bob, "a1", "to be or not to be");
    Map<String, Object> answer =
        Map.of("clientId", "a2", "text", "to be", "replyTo", seq, "quote", "or not");
    JsonNode accepted = talk.as(alice, "sendMessage").with("id", group).body(answer).answers(201);
    JsonNode shown = of("showMessage", bob, accepted.get("seq").asLong()).answers(200);
    assertThat(shown.get("quote").asText()).isEqualTo("or not");
    talk.as(alice, "sendMessage")
        .with("id", group)
        .body(Map.of("clientId", "a3", "text", "x", "replyTo", 4711))
        .fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    talk.as(alice, "sendMessage")
        .with("id", group)
        .body(Map.of("clientId", "a3", "text", "x", "replyTo", seq, "quote", "never said"))
        .fails(404, ErrorCode.QUOTE_NOT_FOUND);
    talk.as(alice, "sendMessage")
        .with("id", group)
        .body(Map.of("clientId", "a3", "text", "x", "quote", "of what?"))
        .isRefusedByRule(400, ErrorCode.BAD_FIELD);
  }

  private void edits() {
    long seq = said(bob, "e1", "helo");
    JsonNode acted = of("editMessage", bob, seq).body(Map.of("text", "hello")).answers(200);
    assertThat(of("editMessage", bob, seq).body(Map.of("text", "hello")).answers(200))
        .isEqualTo(acted);
    JsonNode shown = of("showMessage", alice, seq).answers(200);
    assertThat(shown.get("text").asText()).isEqualTo("hello");
    assertThat(shown.get("changedSeq")).isEqualTo(acted.get("seq"));
    JsonNode before = of("listRevisions", alice, seq).answers(200);
    assertThat(before.at("/items/0/text").asText()).isEqualTo("helo");
    of("editMessage", alice, seq).body(Map.of("text", "mine")).fails(403, ErrorCode.NOT_ALLOWED);
    of("editMessage", bob, seq)
        .body(Map.of("text", "x".repeat(8_193)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    of("editMessage", bob, 0).body(Map.of("text", "x")).isRefused(400, ErrorCode.BAD_FIELD);
    of("editMessage", bob, 4711).body(Map.of("text", "x")).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
  }

  private void reactions() {
    long seq = said(bob, "r1", "nice weather");
    of("addReaction", alice, seq).with("emoji", "👍🏽").answers(200);
    of("addReaction", bob, seq).with("emoji", "❤️").answers(200);
    of("addReaction", bob, seq).with("emoji", "👨‍👩‍👧‍👦").answers(200);
    JsonNode page = of("listReactions", bob, seq).with("limit", 2).answers(200);
    assertThat(page.get("items")).hasSize(2);
    page = of("listReactions", bob, seq).with("cursor", page.get("next").asText()).answers(200);
    assertThat(page.at("/items/0/emoji").asText()).isEqualTo("👨‍👩‍👧‍👦");
    assertThat(of("showMessage", alice, seq).answers(200).at("/myReactions/0").asText())
        .isEqualTo("👍🏽");
    of("removeReaction", alice, seq).with("emoji", "👍🏽").answers(200);
    of("removeReaction", alice, seq).with("emoji", "👍🏽").answers(200);
    for (String other : List.of("x", "1", "👍👍", ":)")) {
      of("addReaction", alice, seq).with("emoji", other).fails(400, ErrorCode.BAD_FIELD);
    }
  }

  private void pins() {
    long seq = said(bob, "p1", "the address");
    of("pinMessage", bob, seq).fails(403, ErrorCode.NOT_ALLOWED);
    of("pinMessage", alice, seq).answers(200);
    JsonNode pins = talk.as(bob, "listPins").with("id", group).answers(200);
    assertThat(pins.at("/items/0/text").asText()).isEqualTo("the address");
    of("unpinMessage", bob, seq).fails(403, ErrorCode.NOT_ALLOWED);
    of("unpinMessage", alice, seq).answers(200);
  }

  private void forwards() {
    long seq = said(bob, "f1", "pass it on");
    String elsewhere = alice.directWith(talk.carol());
    Map<String, Object> forward =
        Map.of("clientId", "f2", "from", Map.of("conversation", group, "seq", seq));
    JsonNode accepted =
        talk.as(alice, "forwardMessage").with("id", elsewhere).body(forward).answers(201);
    assertThat(talk.as(alice, "forwardMessage").with("id", elsewhere).body(forward).answers(200))
        .isEqualTo(accepted);
    JsonNode shown =
        talk.as(talk.carol(), "showMessage")
            .with("id", elsewhere)
            .with("seq", accepted.get("seq").asLong())
            .answers(200);
    assertThat(shown.at("/forwardedFrom/sender").asText()).isEqualTo(bob.id());
    talk.as(alice, "forwardMessage")
        .with("id", elsewhere)
        .body(Map.of("clientId", "f1", "from", Map.of("conversation", group, "seq", 4711)))
        .fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    alice.say(elsewhere, "taken", "another text");
    talk.as(alice, "forwardMessage")
        .with("id", elsewhere)
        .body(Map.of("clientId", "taken", "from", Map.of("conversation", group, "seq", seq)))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
  }

  private void deletions() {
    long seq = said(bob, "d1", "oops");
    JsonNode acted = of("deleteMessage", bob, seq).answers(200);
    assertThat(of("deleteMessage", bob, seq).answers(200)).isEqualTo(acted);
    assertThat(of("showMessage", alice, seq).answers(200).get("deleted").asText())
        .isEqualTo("sender");
    of("deleteMessage", bob, said(alice, "d2", "hers")).fails(403, ErrorCode.NOT_ALLOWED);
    of("deleteMessage", bob, 4711).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    for (String operation :
        List.of("listRevisions", "listReactions", "addReaction", "pinMessage")) {
      example(operation, seq).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    }
    example("removeReaction", seq).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    example("unpinMessage", seq).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    of("showMessage", alice, 4711).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    of("showMessage", alice, 4711).with("seq", "x").isRefused(400, ErrorCode.BAD_ID);
  }

  private void strangers() {
    for (String operation :
        List.of(
            "showMessage",
            "editMessage",
            "deleteMessage",
            "listRevisions",
            "listReactions",
            "addReaction",
            "removeReaction",
            "pinMessage",
            "unpinMessage")) {
      talk.membersOnly(operation, Map.of("seq", "1", "emoji", "👍"), Map.of("text", "x"));
    }
    talk.membersOnly("listPins", Map.of());
    talk.membersOnly(
        "forwardMessage",
        Map.of(
            "clientId",
            "s1",
            "from",
            Map.of(
                "conversation",
                talk.carol().directWith(alice),
                "seq",
                talk.carol()
                    .say(talk.carol().directWith(alice), "s0", "x")
                    .body()
                    .get("seq")
                    .asLong())));
  }

  private Call example(String operation, long seq) {
    Call call = of(operation, alice, seq);
    return operation.endsWith("Reaction") ? call.with("emoji", "👍") : call;
  }

  private Call of(String operation, Person person, long seq) {
    return talk.as(person, operation).with("id", group).with("seq", seq);
  }

  private long said(Person person, String clientId, String text) {
    return person.say(group, clientId, text).body().get("seq").asLong();
  }
}
