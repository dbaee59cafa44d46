package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.PageServer;
import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is done with messages over sockets, as the document says.
final class MessageSocketContract {

  private MessageSocketContract() {}

  static void drive(SocketTalk talk) {
    TestSocket alice = talk.listenTo(talk.alice().listening());
    TestSocket bob = talk.listenTo(talk.bob().listening());
    TestSocket carol = talk.listenTo(talk.carol().socket());
    String group = talk.alice().group("Editing", talk.bob());
    long seq = talk.alice().say(group, "m1", "helo").body().get("seq").asLong();
    Map<String, Object> message = Map.of("conversation", group, "seq", seq);

    JsonNode edited = talk.answers(alice, "message.edit", with(message, "text", "hello"));
    assertThat(edited.get("seq").asLong()).isEqualTo(seq + 1);
    talk.answers(bob, "message.react", with(message, "emoji", "👍"));
    talk.answers(bob, "message.react", with(message, "emoji", "👍", "remove", true));
    talk.answers(alice, "message.pin", message);
    talk.answers(alice, "message.pin", with(message, "remove", true));
    Map<String, Object> forward = Map.of("conversation", group, "clientId", "f1", "from", message);
    talk.answers(bob, "message.forward", forward);
    talk.answers(alice, "message.delete", message);
    await()
        .untilAsserted(
            () ->
                assertThat(bob.sequences(group))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));

    talk.fails(bob, "message.edit", with(message, "text", "x"), ErrorCode.MESSAGE_NOT_FOUND);
    attachments(talk, alice, bob, group);
    preview(talk, alice, bob, group);
    talk.fails(bob, "message.pin", message, ErrorCode.NOT_ALLOWED);
    talk.fails(bob, "message.delete", message, ErrorCode.NOT_ALLOWED);
    talk.fails(
        bob,
        "message.forward",
        Map.of("conversation", group, "clientId", "f2", "from", message),
        ErrorCode.MESSAGE_NOT_FOUND);
    talk.isRefused(bob, "message.react", with(message, "emoji", ""), ErrorCode.BAD_FIELD);
    talk.fails(carol, "message.edit", with(message, "text", "x"), ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "message.react", with(message, "emoji", "👍"), ErrorCode.NOT_A_MEMBER);
    for (String address : List.of("message.delete", "message.pin")) {
      talk.fails(carol, address, message, ErrorCode.NOT_A_MEMBER);
      talk.isRefused(carol, address, with(message, "seq", 0), ErrorCode.BAD_FIELD);
    }
  }

  private static void attachments(SocketTalk talk, TestSocket alice, TestSocket bob, String group) {
    Map<String, Object> message = Map.of("conversation", group, "clientId", "b1");
    JsonNode file = talk.alice().upload("notes.txt", "some bytes");
    List<JsonNode> one = List.of(file.get("id"));
    talk.answers(alice, "message.send", with(message, "attachments", one));
    await()
        .untilAsserted(
            () ->
                assertThat(bob.events())
                    .anySatisfy(event -> assertThat(event.at("/attachments/0")).isEqualTo(file)));

    Map<String, Object> another = Map.of("conversation", group, "clientId", "b2");
    talk.fails(bob, "message.send", with(another, "attachments", one), ErrorCode.MEDIA_NOT_FOUND);
    List<String> many = IntStream.range(0, 11).mapToObj(i -> "m1" + i).toList();
    talk.fails(
        bob, "message.send", with(another, "attachments", many), ErrorCode.TOO_MANY_ATTACHMENTS);
    List<JsonNode> twice = List.of(file.get("id"), file.get("id"));
    talk.isRefused(alice, "message.send", with(another, "attachments", twice), ErrorCode.BAD_FIELD);
  }

  private static void preview(SocketTalk talk, TestSocket alice, TestSocket bob, String group) {
    Map<String, Object> message = Map.of("conversation", group, "clientId", "p1");
    try (PageServer site = new PageServer()) {
      String url = site.url("walrus");
      Map<String, Object> said = with(message, "text", url);
      talk.isRefused(
          alice, "message.send", with(said, "preview", Map.of("url", url)), ErrorCode.BAD_FIELD);
      talk.fails(alice, "message.send", with(said, "preview", "else"), ErrorCode.BAD_FIELD);
      talk.answers(alice, "message.send", with(said, "preview", url));
      await()
          .untilAsserted(
              () ->
                  assertThat(bob.events())
                      .anySatisfy(
                          event ->
                              assertThat(event.at("/preview/title").asText()).isEqualTo("walrus")));
    }
  }

  private static Map<String, Object> with(Map<String, Object> body, Object... others) {
    Map<String, Object> all = new HashMap<>(body);
    for (int i = 0; i < others.length; i += 2) {
      all.put((String) others[i], others[i + 1]);
    }
    return all;
  }
}
