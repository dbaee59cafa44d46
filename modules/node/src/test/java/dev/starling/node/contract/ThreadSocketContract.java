package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// Threads and polls over sockets, as the document says.
final class ThreadSocketContract {

  private ThreadSocketContract() {}

  static void drive(SocketTalk talk) {
    String group = talk.alice().group("Threads", talk.bob());
    threads(talk, group);
    polls(talk, group);
  }

  private static void threads(SocketTalk talk, String group) {
    TestSocket alice = talk.listenTo(talk.alice().listening());
    TestSocket bob = talk.listenTo(talk.bob().listening());
    TestSocket carol = talk.listenTo(talk.carol().socket());
    long root = talk.alice().say(group, "t1", "a root").body().get("seq").asLong();
    Map<String, Object> reply =
        Map.of("conversation", group, "clientId", "t2", "text", "a reply", "thread", root);
    long seq = talk.answers(bob, "message.send", reply).get("seq").asLong();

    Map<String, Object> thread = Map.of("conversation", group, "thread", root);
    JsonNode page = talk.answers(alice, "thread.events", thread);
    assertThat(page.at("/items/0/seq").asLong()).isEqualTo(seq);
    page = talk.answers(alice, "thread.list", Map.of("limit", 10));
    assertThat(page.at("/items/0/unread").asInt()).isEqualTo(1);
    Map<String, Object> read = Map.of("conversation", group, "thread", root, "seq", seq);
    assertThat(talk.answers(alice, "thread.read", read).get("unread").asInt()).isZero();
    assertThat(alice.awaitEvent("thread").get("readSeq").asLong()).isEqualTo(seq);
    talk.answers(bob, "thread.follow", thread);
    talk.answers(
        bob, "thread.follow", Map.of("conversation", group, "thread", root, "remove", true));

    Map<String, Object> none = Map.of("conversation", group, "thread", seq);
    talk.fails(bob, "thread.follow", none, ErrorCode.THREAD_NOT_FOUND);
    talk.fails(carol, "thread.follow", thread, ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "thread.events", thread, ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "thread.read", read, ErrorCode.NOT_A_MEMBER);
    talk.isRefused(carol, "thread.list", Map.of("limit", 0), ErrorCode.BAD_LIMIT);
    talk.fails(carol, "thread.list", Map.of("cursor", "none"), ErrorCode.BAD_CURSOR);
    for (String address : List.of("thread.follow", "thread.events", "thread.read")) {
      talk.isRefused(
          bob, address, Map.of("conversation", group, "thread", 0, "seq", 1), ErrorCode.BAD_FIELD);
    }
  }

  private static void polls(SocketTalk talk, String group) {
    TestSocket alice = talk.listenTo(talk.alice().listening());
    TestSocket bob = talk.listenTo(talk.bob().listening());
    TestSocket carol = talk.listenTo(talk.carol().socket());
    Map<String, Object> question = Map.of("question", "Now?", "options", List.of("yes", "no"));
    Map<String, Object> asked = Map.of("conversation", group, "clientId", "p1", "poll", question);
    long seq = talk.answers(alice, "message.send", asked).get("seq").asLong();
    assertThat(bob.awaitEvent("message").at("/poll/options/1").asText()).isEqualTo("no");

    Map<String, Object> poll = Map.of("conversation", group, "seq", seq);
    Map<String, Object> vote = Map.of("conversation", group, "seq", seq, "options", List.of(1));
    talk.answers(bob, "poll.vote", vote);
    assertThat(alice.awaitEvent("poll-voted").get("votes").toString()).isEqualTo("[0,1]");
    talk.fails(bob, "poll.close", poll, ErrorCode.NOT_ALLOWED);
    talk.answers(alice, "poll.close", poll);
    assertThat(bob.awaitEvent("poll-closed").get("target").asLong()).isEqualTo(seq);
    talk.fails(bob, "poll.vote", vote, ErrorCode.POLL_CLOSED);
    talk.fails(carol, "poll.vote", vote, ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "poll.close", poll, ErrorCode.NOT_A_MEMBER);
    talk.isRefused(bob, "poll.vote", poll, ErrorCode.BAD_FIELD);
    talk.isRefused(
        bob,
        "poll.vote",
        Map.of("conversation", group, "seq", seq, "options", List.of("x")),
        ErrorCode.BAD_FIELD);
  }
}
