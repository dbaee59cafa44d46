package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// Who is in a group and how it is set, over sockets, as the document says.
final class GroupSocketContract {

  private GroupSocketContract() {}

  static void drive(SocketTalk talk) {
    TestSocket alice = talk.listenTo(talk.alice().listening());
    TestSocket bob = talk.listenTo(talk.bob().listening());
    TestSocket carol = talk.listenTo(talk.carol().listening());
    String group = talk.alice().group("Climbing", talk.bob());
    String bobs = talk.bob().id();
    String carols = talk.carol().id();

    talk.answers(alice, "group.change", Map.of("conversation", group, "description", "Fridays"));
    talk.answers(alice, "group.add", Map.of("conversation", group, "users", List.of(carols)));
    talk.answers(alice, "group.role", on(group, bobs, "role", "admin"));
    talk.answers(alice, "group.mute", on(group, carols, "seconds", 60));
    talk.answers(alice, "group.remove", on(group, carols, "reason", "spam"));
    talk.answers(alice, "group.ban", on(group, carols, "reason", "spam"));
    talk.answers(alice, "group.ban", on(group, carols, "remove", true));
    String approved = link(talk, group, Map.of("approval", true));
    talk.answers(carol, "group.join", Map.of("code", approved));
    assertThat(bob.awaitEvent("join-request").get("user").asText()).isEqualTo(carols);
    String open = link(talk, group, Map.of());
    talk.answers(carol, "group.join", Map.of("code", open));
    talk.answers(carol, "group.leave", Map.of("conversation", group));
    await().untilAsserted(() -> assertThat(bob.sequences(group)).hasSize(10));
    await().untilAsserted(() -> assertThat(carol.events("member-removed")).hasSize(1));

    refusals(talk, group, bobs, carols);
    talk.alice().rest().delete("/v1/conversations/" + group);
    assertThat(bob.awaitEvent("conversation-deleted").get("conversation").asText())
        .isEqualTo(group);
  }

  private static String link(SocketTalk talk, String group, Map<String, Object> link) {
    return talk.alice()
        .rest()
        .post("/v1/conversations/" + group + "/links", link)
        .body()
        .get("code")
        .asText();
  }

  private static void refusals(SocketTalk talk, String group, String bobs, String carols) {
    TestSocket bob = talk.listenTo(talk.bob().socket());
    TestSocket carol = talk.listenTo(talk.carol().socket());
    Map<String, Object> here = Map.of("conversation", group);
    talk.fails(carol, "group.change", here, ErrorCode.NOT_A_MEMBER);
    talk.fails(
        carol,
        "group.add",
        Map.of("conversation", group, "users", List.of(carols)),
        ErrorCode.NOT_A_MEMBER);
    talk.fails(bob, "group.role", on(group, carols, "role", "admin"), ErrorCode.NOT_ALLOWED);
    talk.fails(bob, "group.mute", on(group, carols, "seconds", 60), ErrorCode.MEMBER_NOT_FOUND);
    talk.fails(carol, "group.remove", on(group, bobs, "reason", "x"), ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "group.ban", on(group, bobs, "reason", "x"), ErrorCode.NOT_A_MEMBER);
    talk.fails(carol, "group.join", Map.of("code", "none"), ErrorCode.LINK_NOT_FOUND);
    String direct = talk.carol().directWith(talk.bob());
    talk.fails(carol, "group.leave", Map.of("conversation", direct), ErrorCode.NOT_A_GROUP);
    talk.isRefused(bob, "group.mute", here, ErrorCode.BAD_FIELD);
    talk.isRefused(bob, "group.role", on(group, carols, "role", "king"), ErrorCode.BAD_FIELD);
  }

  private static Map<String, Object> on(String group, String user, String field, Object value) {
    return Map.of("conversation", group, "user", user, field, value);
  }
}
