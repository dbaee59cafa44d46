package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What belongs to one person over sockets, as the document says.
final class PersonalSocketContract {

  private PersonalSocketContract() {}

  static void drive(SocketTalk talk) {
    TestSocket alice = talk.listenTo(talk.alice().listening());
    String group = talk.alice().group("Personal", talk.bob());
    talk.bob().say(group, "p2", "text");
    Map<String, Object> message = Map.of("conversation", group, "seq", 2);

    talk.answers(alice, "bookmark.set", message);
    talk.answers(alice, "bookmark.set", with(message, "remove", true));
    talk.answers(alice, "message.hide", message);
    talk.answers(alice, "conversation.settings", of(group, "archived", true));
    talk.answers(alice, "conversation.timer", of(group, "seconds", 60));
    talk.answers(alice, "draft.set", of(group, "text", "Dear", "replyTo", 2));
    talk.answers(alice, "draft.set", of(group));
    talk.alice()
        .rest()
        .post(
            "/v1/conversations/" + group + "/scheduled",
            Map.of(
                "clientId",
                "s",
                "text",
                "later",
                "times",
                List.of(Instant.now().plus(Duration.ofHours(1)))));
    talk.alice().rest().delete("/v1/conversations/" + talk.alice().directWith(talk.bob()));
    List<String> told =
        List.of(
            "bookmark",
            "hidden",
            "settings",
            "timer-changed",
            "draft",
            "scheduled",
            "conversation-cleared");
    await()
        .untilAsserted(
            () -> {
              for (String type : told) {
                assertThat(alice.events(type)).as(type).isNotEmpty();
              }
            });
    refusals(talk, alice, group);
  }

  private static void refusals(SocketTalk talk, TestSocket alice, String group) {
    Map<String, Object> nothing = Map.of("conversation", group, "seq", 4711);
    talk.fails(alice, "message.hide", nothing, ErrorCode.MESSAGE_NOT_FOUND);
    talk.fails(alice, "bookmark.set", nothing, ErrorCode.MESSAGE_NOT_FOUND);
    talk.isRefused(alice, "message.hide", of(group, "seq", 0), ErrorCode.BAD_FIELD);
    talk.isRefused(alice, "conversation.timer", of(group, "seconds", 0), ErrorCode.BAD_FIELD);
    talk.isRefused(
        alice, "draft.set", of(group, "text", "x".repeat(8_193)), ErrorCode.TEXT_TOO_LONG);
    TestSocket carol = talk.listenTo(talk.carol().socket());
    Map<String, Object> message = of(group, "seq", 2);
    talk.fails(carol, "message.hide", message, ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "bookmark.set", message, ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "conversation.settings", of(group, "pinned", true), ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "conversation.timer", of(group, "seconds", 1), ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "draft.set", of(group, "text", "x"), ErrorCode.NOT_A_MEMBER);
  }

  private static Map<String, Object> of(String conversation, Object... others) {
    return with(Map.of("conversation", conversation), others);
  }

  private static Map<String, Object> with(Map<String, Object> body, Object... others) {
    Map<String, Object> all = new HashMap<>(body);
    for (int i = 0; i < others.length; i += 2) {
      all.put((String) others[i], others[i + 1]);
    }
    return all;
  }
}
