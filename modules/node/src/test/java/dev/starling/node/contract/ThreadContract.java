package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Mentions, threads and polls over REST, as the document says.
final class ThreadContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final String group;

  private ThreadContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.group = alice.group("Threads", bob);
  }

  static void drive(RestTalk talk) {
    ThreadContract contract = new ThreadContract(talk);
    contract.mentions();
    contract.threads();
    contract.following();
    contract.polls();
    contract.badPolls();
    contract.strangers();
  }

  private void mentions() {
    long seq = said(alice, Map.of("clientId", "m1", "text", "@" + bob.username() + " and @all"));
    JsonNode shown = of("showMessage", bob, seq).answers(200);
    assertThat(shown.at("/mentions/0").asText()).isEqualTo(bob.id());
    assertThat(shown.get("mentionsAll").asBoolean()).isTrue();
    assertThat(conversation(bob).get("mentions").asLong()).isEqualTo(1);
    of("editMessage", alice, seq).body(Map.of("text", "nobody")).answers(200);
    assertThat(conversation(bob).get("mentions").asLong()).isZero();
  }

  private void threads() {
    long root = said(alice, Map.of("clientId", "t1", "text", "a root"));
    long one = said(bob, reply("t2", root));
    long two = said(bob, reply("t3", root));
    JsonNode page = of("listReplies", alice, root).with("after", 0).with("limit", 1).answers(200);
    assertThat(page.at("/items/0/seq").asLong()).isEqualTo(one);
    assertThat(page.at("/items/0/thread").asLong()).isEqualTo(root);
    page =
        of("listReplies", alice, root)
            .with("limit", 1)
            .with("cursor", page.get("next").asText())
            .answers(200);
    assertThat(page.at("/items/0/seq").asLong()).isEqualTo(two);
    page = of("listReplies", alice, root).with("before", two).answers(200);
    assertThat(page.get("items")).hasSize(1);
    of("listReplies", alice, root).with("before", -1).isRefused(400, ErrorCode.BAD_FIELD);
    assertThat(of("showMessage", alice, root).answers(200).at("/replies/count").asInt())
        .isEqualTo(2);
    assertThat(conversation(alice).get("unreadThreads").asInt()).isEqualTo(1);

    JsonNode threads = talk.as(alice, "listThreads").answers(200);
    assertThat(threads.at("/items/0/root/seq").asLong()).isEqualTo(root);
    assertThat(threads.at("/items/0/unread").asInt()).isEqualTo(2);
    JsonNode standing = of("markThreadRead", alice, root).body(Map.of("seq", two)).answers(200);
    assertThat(standing.get("unread").asInt()).isZero();
    of("markThreadRead", alice, root).body(Map.of("seq", -1)).isRefused(400, ErrorCode.BAD_FIELD);
    of("markThreadRead", alice, one).body(Map.of("seq", 1)).fails(404, ErrorCode.THREAD_NOT_FOUND);

    send(bob, reply("t4", one)).fails(400, ErrorCode.NOT_A_ROOT);
    send(bob, reply("t4", 4711)).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    of("deleteMessage", bob, two).answers(200);
    assertThat(of("listReplies", alice, root).answers(200).get("items")).hasSize(1);
  }

  private void following() {
    long root = said(alice, Map.of("clientId", "f1", "text", "another root"));
    assertThat(of("followThread", bob, root).answers(200).get("following").asBoolean()).isTrue();
    assertThat(of("unfollowThread", bob, root).answers(200).get("following").asBoolean()).isFalse();
    of("followThread", bob, 4711).fails(404, ErrorCode.THREAD_NOT_FOUND);
    of("unfollowThread", bob, 4711).fails(404, ErrorCode.THREAD_NOT_FOUND);
    of("followThread", bob, 0).isRefused(400, ErrorCode.BAD_FIELD);
    of("unfollowThread", bob, 0).isRefused(400, ErrorCode.BAD_FIELD);
  }

  private void polls() {
    long poll = said(alice, poll("p1", Map.of("question", "Now?", "options", List.of("a", "b"))));
    long text = said(alice, Map.of("clientId", "p2", "text", "no poll"));
    JsonNode acted = of("vote", bob, poll).body(Map.of("options", List.of(1))).answers(200);
    assertThat(of("vote", bob, poll).body(Map.of("options", List.of(1))).answers(200))
        .isEqualTo(acted);
    JsonNode shown = of("showMessage", bob, poll).answers(200);
    assertThat(shown.get("text").asText()).isEqualTo("Now?");
    assertThat(shown.get("votes").toString()).isEqualTo("[0,1]");
    assertThat(shown.get("myVotes").toString()).isEqualTo("[1]");
    JsonNode voters = of("listVoters", alice, poll).with("option", 1).answers(200);
    assertThat(voters.at("/items/0/user").asText()).isEqualTo(bob.id());
    of("listVoters", alice, poll).with("option", -1).isRefused(400, ErrorCode.BAD_FIELD);
    of("vote", bob, poll).body(Map.of("options", List.of(2))).fails(400, ErrorCode.BAD_VOTE);
    of("vote", bob, poll).body(Map.of("options", List.of(0, 1))).fails(400, ErrorCode.BAD_VOTE);
    of("vote", bob, text).body(Map.of("options", List.of(0))).fails(400, ErrorCode.NOT_A_POLL);
    of("listVoters", bob, text).fails(400, ErrorCode.NOT_A_POLL);
    of("takeVoteBack", bob, poll).answers(200);
    of("takeVoteBack", bob, text).fails(400, ErrorCode.NOT_A_POLL);
    of("closePoll", bob, poll).fails(403, ErrorCode.NOT_ALLOWED);
    of("closePoll", alice, poll).answers(200);
    of("closePoll", alice, text).fails(400, ErrorCode.NOT_A_POLL);
    of("vote", bob, poll).body(Map.of("options", List.of(0))).fails(403, ErrorCode.POLL_CLOSED);
    for (String operation : List.of("takeVoteBack", "closePoll", "listVoters")) {
      of(operation, bob, 4711).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    }
    long secret =
        said(
            alice,
            poll("p3", Map.of("question", "?", "options", List.of("a", "b"), "anonymous", true)));
    of("vote", bob, secret).body(Map.of("options", List.of(0))).answers(200);
    of("listVoters", alice, secret).fails(403, ErrorCode.NOT_ALLOWED);
  }

  private void badPolls() {
    List<String> many = Collections.nCopies(13, "x");
    send(bob, poll("b1", Map.of("question", "?", "options", many)))
        .isRefused(400, ErrorCode.BAD_POLL);
    send(bob, poll("b1", Map.of("question", "?", "options", List.of("a"))))
        .isRefused(400, ErrorCode.BAD_POLL);
    send(bob, poll("b1", Map.of("question", "?", "options", List.of("a", "a"))))
        .isRefused(400, ErrorCode.BAD_POLL);
    send(bob, poll("b1", Map.of("question", "?", "options", List.of("a", " "))))
        .isRefusedByRule(400, ErrorCode.TEXT_EMPTY);
    send(bob, poll("b1", Map.of("options", List.of("a", "b"))))
        .isRefused(400, ErrorCode.TEXT_EMPTY);
    send(bob, poll("b1", Map.of("question", "?", "options", "a")))
        .isRefused(400, ErrorCode.BAD_FIELD);
    send(bob, poll("b1", Map.of("question", "x".repeat(1_025), "options", List.of("a", "b"))))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    Map<String, Object> over =
        Map.of(
            "question", "?", "options", List.of("a", "b"), "closesAt", "2020-01-01T00:00:00.000Z");
    send(bob, poll("b1", over)).fails(403, ErrorCode.POLL_CLOSED);
  }

  private void strangers() {
    for (String operation :
        List.of(
            "listReplies",
            "markThreadRead",
            "followThread",
            "unfollowThread",
            "vote",
            "takeVoteBack",
            "listVoters",
            "closePoll")) {
      Map<String, Object> body =
          operation.equals("vote") ? Map.of("options", List.of(0)) : Map.of("seq", 1);
      talk.membersOnly(operation, Map.of("seq", "1"), body);
    }
  }

  private JsonNode conversation(Person person) {
    return talk.as(person, "showConversation").with("id", group).answers(200);
  }

  private static Map<String, Object> reply(String clientId, long root) {
    return Map.of("clientId", clientId, "text", "a reply", "thread", root);
  }

  private static Map<String, Object> poll(String clientId, Map<String, Object> poll) {
    return Map.of("clientId", clientId, "poll", poll);
  }

  private Call send(Person person, Map<String, Object> message) {
    return talk.as(person, "sendMessage").with("id", group).body(message);
  }

  private long said(Person person, Map<String, Object> message) {
    return send(person, message).answers(201).get("seq").asLong();
  }

  private Call of(String operation, Person person, long seq) {
    return talk.as(person, operation).with("id", group).with("seq", seq);
  }
}
