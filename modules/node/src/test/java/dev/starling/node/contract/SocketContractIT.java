package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.node.Person;
import dev.starling.node.Role;
import dev.starling.node.TestCluster;
import dev.starling.node.TestSocket;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds a node's sockets to asyncapi.yaml.
class SocketContractIT {

  private static final int RESUMED_MAX = 2;
  private static final int FRAMES_MAX = 100;

  private static final Vertx CLIENTS = Vertx.vertx();
  private static TestCluster cluster;

  private final SocketTalk talk = SocketTalk.on(cluster);
  private final AsyncApi api = talk.api();
  private final Person alice = talk.alice();
  private final Person bob = talk.bob();
  private final Person carol = talk.carol();

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            1,
            Services.shared(),
            Map.of(
                "STARLING_PREVIEWS_ENABLED", "true",
                "STARLING_OUTBOUND_ALLOW_PRIVATE", "true",
                "STARLING_SYNC_RESUME_CONVERSATIONS_MAX", Integer.toString(RESUMED_MAX),
                "STARLING_CONNECTION_FRAMES_PER_SECOND", "1",
                "STARLING_CONNECTION_FRAMES_BURST", Integer.toString(FRAMES_MAX)));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    CLIENTS.close().await();
  }

  @Test
  void everyCommandAnswersAndEveryFrameIsAsTheDocumentSays() {
    signingIn();
    messages();
    MessageSocketContract.drive(talk);
    ThreadSocketContract.drive(talk);
    PersonalSocketContract.drive(talk);
    watermarks();
    history();
    stories();
    presence();
    typing();
    GroupSocketContract.drive(talk);
    SafetySocketContract.drive(talk);
    badCommands();
    otherFrames();
    tooLong();
    tooManyFrames();
    leaving();

    assertThat(talk.succeeded()).isEqualTo(api.commandAddresses());
    assertThat(talk.failed()).isEqualTo(api.commandAddresses());
    Set<String> events = new TreeSet<>();
    for (TestSocket socket : talk.sockets()) {
      assertThat(socket.frames())
          .allSatisfy(frame -> assertThat(api.frameProblems(frame)).as("%s", frame).isEmpty());
      socket.events().forEach(event -> events.add(event.get("type").asText()));
    }
    assertThat(events).isEqualTo(api.eventTypes());
  }

  @Test
  void aBadTicketIsRefusedOverBothTransports() {
    try (RawSockets raw = new RawSockets(cluster)) {
      UpgradeRejectedException refused = raw.refusal("?ticket=bad");
      JsonNode body = Json.read(refused.getBody().getBytes(), JsonNode.class);
      JsonNode closing = raw.sockJsUntilClosed("?ticket=bad").getFirst();

      assertThat(refused.getStatus()).isEqualTo(401);
      Document http = Document.openapi();
      assertThat(http.problems(http.at("/components/schemas/Error"), body)).isEmpty();
      assertThat(body.at("/error/name").asText()).isEqualTo("TICKET_INVALID");
      assertThat(api.frameProblems(closing)).isEmpty();
      assertThat(closing.get("failureCode").asInt())
          .isEqualTo(CloseCode.NOT_AUTHENTICATED.number());
    }
  }

  @Test
  void aTicketOpensASockJsSocketWhoseFramesAreTheSame() {
    String ticket = alice.rest().post("/v1/socket-tickets", Map.of()).body().get("ticket").asText();
    try (RawSockets raw = new RawSockets(cluster)) {
      List<JsonNode> frames =
          raw.sockJs(
              "?ticket=" + ticket,
              2,
              "{\"type\":\"register\",\"address\":\"inbox\"}",
              "{\"type\":\"ping\"}");

      assertThat(frames)
          .allSatisfy(frame -> assertThat(api.frameProblems(frame)).isEmpty())
          .extracting(frame -> frame.get("type").asText())
          .containsExactlyInAnyOrder("pong", "rec");
    }
  }

  private void signingIn() {
    TestSocket socket = listenTo(TestSocket.open(CLIENTS, cluster.url(0), null));
    fails(socket, "session.open", Map.of("token", "x"), ErrorCode.TOKEN_INVALID);
    isRefused(socket, "session.open", Map.of(), ErrorCode.UNAUTHENTICATED);
    socket.register(null);
    await().until(() -> !socket.frames().isEmpty());
    assertThat(socket.frames().getFirst().get("address").asText()).isEqualTo("inbox");
    JsonNode opened = answers(socket, "session.open", Map.of("token", alice.token()));
    assertThat(opened.get("user").asText()).isEqualTo(alice.id());
    assertThat(opened.get("session").asText()).isEqualTo(alice.session());
    fails(socket, "session.open", Map.of("token", bob.token()), ErrorCode.BAD_FIELD);
  }

  private void messages() {
    TestSocket a = listenTo(alice.listening());
    TestSocket b = listenTo(bob.listening());
    String chat = alice.directWith(bob);
    Map<String, Object> hello = Map.of("conversation", chat, "clientId", "m1", "text", "hello");
    JsonNode accepted = answers(a, "message.send", hello);
    assertThat(answers(a, "message.send", hello)).isEqualTo(accepted);
    assertThat(b.awaitEvent("message").get("seq")).isEqualTo(accepted.get("seq"));
    fails(
        a,
        "message.send",
        Map.of("conversation", chat, "clientId", "m1", "text", "other"),
        ErrorCode.CLIENT_ID_REUSED);
    isRefused(
        a,
        "message.send",
        Map.of("conversation", chat, "clientId", "m".repeat(65), "text", "x"),
        ErrorCode.TEXT_TOO_LONG);
    JsonNode tolerated =
        a.ask(
                "message.send",
                Map.of("conversation", chat, "clientId", "m2", "text", "x", "mood", "fine"))
            .await();
    assertThat(tolerated.get("type").asText()).isEqualTo("rec");
    String group = alice.group("Climbing", bob);
    assertThat(b.awaitEvent("created").get("conversation").asText()).isEqualTo(group);
    Map<String, Object> published =
        Map.of(
            "type",
            "publish",
            "address",
            "message.send",
            "body",
            Map.of("conversation", group, "clientId", "p1", "text", "published"));
    assertThat(api.commandProblems("message.send", tree(published))).isEmpty();
    a.write(Json.write(published));
    await().untilAsserted(() -> assertThat(b.texts(group)).containsExactly("published"));
  }

  private void watermarks() {
    TestSocket a = listenTo(alice.listening());
    TestSocket b = listenTo(bob.socket());
    String chat = alice.directWith(bob);
    Map<String, Object> mark = Map.of("conversation", chat, "seq", 1);
    answers(b, "conversation.delivered", mark);
    assertThat(answers(b, "conversation.read", mark).get("readSeq").asLong()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(a.events("receipt")).hasSize(2));
    TestSocket c = listenTo(carol.socket());
    for (String address : List.of("conversation.read", "conversation.delivered")) {
      fails(c, address, mark, ErrorCode.NOT_A_MEMBER);
      fails(c, address, Map.of("conversation", "c1", "seq", 1), ErrorCode.CONVERSATION_NOT_FOUND);
      isRefused(c, address, Map.of("conversation", chat, "seq", -1), ErrorCode.BAD_FIELD);
      isRefused(c, address, Map.of("conversation", chat), ErrorCode.BAD_FIELD);
    }
  }

  private void history() {
    TestSocket b = listenTo(bob.socket());
    String group = alice.group("Walking", bob);
    alice.say(group, "h2", "two");
    alice.say(group, "h3", "three");
    JsonNode page = answers(b, "conversation.events", read(group, "after", 0, "limit", 2));
    assertThat(page.get("items").findValuesAsText("seq")).containsExactly("1", "2");
    page = answers(b, "conversation.events", read(group, "cursor", page.get("next").asText()));
    assertThat(page.get("items").findValuesAsText("seq")).containsExactly("3");
    assertThat(page.get("next").isNull()).isTrue();
    page = answers(b, "conversation.events", read(group, "before", 3));
    assertThat(page.get("items").findValuesAsText("seq")).containsExactly("2", "1");
    isRefused(b, "conversation.events", read(group, "limit", 201), ErrorCode.BAD_LIMIT);
    isRefused(b, "conversation.events", read(group, "after", 1, "before", 2), ErrorCode.BAD_FIELD);
    fails(b, "conversation.events", read(group, "cursor", "none"), ErrorCode.BAD_CURSOR);
    fails(b, "conversation.events", read("c1"), ErrorCode.CONVERSATION_NOT_FOUND);
    fails(b, "conversation.events", read("x1"), ErrorCode.BAD_ID);
    fails(listenTo(carol.socket()), "conversation.events", read(group), ErrorCode.NOT_A_MEMBER);
  }

  private void stories() {
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    TestSocket a = listenTo(alice.listening());
    TestSocket b = listenTo(bob.listening());
    String story =
        alice
            .rest()
            .post("/v1/stories", Map.of("text", "On the summit!"))
            .body()
            .get("id")
            .asText();
    assertThat(b.awaitEvent("story").get("story").asText()).isEqualTo(story);
    assertThat(answers(b, "story.view", Map.of("story", story))).isEmpty();
    assertThat(b.awaitEvent("story-seen").get("until").asText()).isEqualTo(story);
    assertThat(a.awaitEvent("story-viewed").get("views").asInt()).isEqualTo(1);
    assertThat(answers(b, "story.react", Map.of("story", story, "emoji", "👍"))).isEmpty();
    assertThat(a.awaitEvent("story-reacted").get("user").asText()).isEqualTo(bob.id());
    fails(b, "story.react", Map.of("story", story, "emoji", "x"), ErrorCode.BAD_FIELD);
    fails(a, "story.react", Map.of("story", story, "emoji", "👍"), ErrorCode.OWN_STORY);
    isRefused(b, "story.react", Map.of("emoji", "👍"), ErrorCode.BAD_FIELD);
    responses(a, b);
    fails(b, "story.view", Map.of("story", "t1"), ErrorCode.STORY_NOT_FOUND);
    isRefused(b, "story.view", Map.of(), ErrorCode.BAD_FIELD);
  }

  private void responses(TestSocket a, TestSocket b) {
    Map<String, Object> place =
        Map.of("x", 0.5, "y", 0.5, "width", 0.2, "height", 0.1, "rotation", 0);
    Map<String, Object> question = Map.of("kind", "question", "place", place, "question", "Why?");
    Map<String, Object> part = Map.of("kind", "text", "text", "Up!", "areas", List.of(question));
    String story =
        alice
            .rest()
            .post("/v1/stories", Map.of("parts", List.of(part), "mentions", List.of(bob.id())))
            .body()
            .get("id")
            .asText();
    assertThat(b.awaitEvent("story-mentioned").get("story").asText()).isEqualTo(story);
    Map<String, Object> answer =
        Map.of("story", story, "part", 0, "area", 0, "text", "It is there");
    assertThat(answers(b, "story.answer", answer)).isEmpty();
    assertThat(a.awaitEvent("story-answered").get("user").asText()).isEqualTo(bob.id());
    fails(a, "story.answer", answer, ErrorCode.OWN_STORY);
    isRefused(b, "story.answer", Map.of("story", story), ErrorCode.BAD_FIELD);
    Map<String, Object> reply = Map.of("story", story, "clientId", "sr1", "text", "Well done");
    JsonNode accepted = answers(b, "story.reply", reply);
    assertThat(answers(b, "story.reply", reply)).isEqualTo(accepted);
    await()
        .untilAsserted(
            () ->
                assertThat(a.events("message").getLast().at("/story/preview").asText())
                    .isEqualTo("Up!"));
    fails(a, "story.reply", reply, ErrorCode.OWN_STORY);
    isRefused(b, "story.reply", Map.of("clientId", "x", "text", "y"), ErrorCode.BAD_FIELD);
    alice.rest().delete("/v1/stories/" + story);
    assertThat(b.awaitEvent("story-gone").get("story").asText()).isEqualTo(story);
  }

  private void presence() {
    TestSocket a = listenTo(alice.listening());
    JsonNode watched =
        answers(a, "presence.watch", Map.of("users", List.of(carol.id(), "u1", carol.id())));
    assertThat(watched.get("items").findValuesAsText("user")).containsExactly(carol.id(), "u1");
    assertThat(watched.get("items").findValuesAsText("state")).containsExactly("offline", "hidden");
    TestSocket c = listenTo(carol.listening());
    assertThat(a.awaitEvent("presence").get("state").asText()).isEqualTo("online");
    c.close();
    await().untilAsserted(() -> assertThat(a.events("presence")).hasSize(2));
    assertThat(a.events("presence").getLast().get("lastSeen")).isNotNull();
    assertThat(answers(a, "presence.watch", Map.of("users", List.of())).get("items")).isEmpty();
    fails(a, "presence.watch", Map.of("users", ids(501)), ErrorCode.TOO_MANY_WATCHED);
    fails(a, "presence.watch", Map.of("users", List.of("c1")), ErrorCode.BAD_ID);
    isRefused(a, "presence.watch", Map.of(), ErrorCode.BAD_FIELD);
    isRefused(a, "presence.watch", Map.of("users", alice.id()), ErrorCode.BAD_FIELD);
  }

  private void typing() {
    TestSocket a = listenTo(alice.listening());
    TestSocket b = listenTo(bob.listening());
    Map<String, Object> begin = Map.of("conversation", alice.directWith(bob), "typing", true);
    Map<String, Object> end = new HashMap<>(begin);
    end.put("typing", false);
    assertThat(answers(a, "conversation.typing", begin)).isEmpty();
    assertThat(b.awaitEvent("typing").get("forMs").asLong()).isEqualTo(6_000);
    answers(a, "conversation.typing", end);
    await().untilAsserted(() -> assertThat(b.events("typing")).hasSize(2));
    TestSocket c = listenTo(carol.socket());
    fails(c, "conversation.typing", begin, ErrorCode.NOT_A_MEMBER);
    Map<String, Object> nowhere = Map.of("conversation", "c1", "typing", true);
    fails(c, "conversation.typing", nowhere, ErrorCode.CONVERSATION_NOT_FOUND);
    isRefused(c, "conversation.typing", Map.of("typing", true), ErrorCode.BAD_FIELD);
    isRefused(
        c,
        "conversation.typing",
        Map.of("conversation", "c1", "typing", "yes"),
        ErrorCode.BAD_FIELD);
  }

  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "u" + Integer.toString(i, 36)).toList();
  }

  private void badCommands() {
    TestSocket nobody = listenTo(TestSocket.open(CLIENTS, cluster.url(0), null));
    TestSocket a = listenTo(alice.socket());
    for (String address : api.commandAddresses()) {
      JsonNode example = example(address).get("body");
      if (!address.equals("session.open")) {
        fails(nobody, address, example, ErrorCode.UNAUTHENTICATED);
      }
      isRefused(a, address, List.of(), ErrorCode.BAD_FIELD);
      isRefused(a, address, "text", ErrorCode.BAD_FIELD);
    }
    JsonNode unknown = a.ask("message.forget", Map.of()).await();
    assertThat(unknown.get("failureCode").asInt()).isEqualTo(ErrorCode.UNKNOWN_ADDRESS.number());
    assertThat(api.commandProblems("message.forget", unknown)).isNotEmpty();
  }

  private void otherFrames() {
    TestSocket a = listenTo(alice.socket());
    a.ping();
    a.write("{");
    a.write("{\"type\":\"shout\"}");
    a.write("{\"type\":\"send\",\"body\":{}}");
    a.write("{\"type\":\"register\",\"address\":\"outbox\"}");
    a.register("not a cursor");
    await()
        .untilAsserted(
            () ->
                assertThat(a.frames())
                    .extracting(frame -> frame.path("failureCode").asInt())
                    .containsExactly(
                        0,
                        ErrorCode.BAD_JSON.number(),
                        ErrorCode.BAD_FRAME.number(),
                        ErrorCode.BAD_FRAME.number(),
                        ErrorCode.UNKNOWN_ADDRESS.number(),
                        ErrorCode.BAD_CURSOR.number()));
    JsonNode unregister = tree(Map.of("type", "unregister", "address", "inbox"));
    assertThat(api.clientFrameProblems("Unregister", unregister)).isEmpty();
    a.register(null);
    a.awaitCaughtUp();
    a.write(unregister.toString());
    a.ping();
    await().untilAsserted(() -> assertThat(a.frames()).hasSize(8));
  }

  private void tooLong() {
    TestSocket first = listenTo(bob.listening());
    String cursor = first.lastCursor();
    JsonNode register =
        tree(Map.of("type", "register", "address", "inbox", "headers", Map.of("cursor", cursor)));
    assertThat(api.clientFrameProblems("Register", register)).isEmpty();
    first.close();
    for (int i = 0; i <= RESUMED_MAX; i++) {
      assertThat(alice.group("Group " + i, bob)).isNotBlank();
    }
    JsonNode tooLong = listenTo(bob.listening(cursor)).awaitEvent("too-long");
    assertThat(tooLong.get("conversations")).isNotEmpty();
  }

  private void tooManyFrames() {
    TestSocket flood = listenTo(alice.socket());
    for (int i = 0; i < FRAMES_MAX + 10; i++) {
      flood.ping();
    }
    await()
        .untilAsserted(
            () ->
                assertThat(flood.frames())
                    .filteredOn(frame -> frame.path("failureCode").asInt() == 500)
                    .isNotEmpty()
                    .allMatch(frame -> frame.get("retryAfterMs").asLong() > 0));
  }

  private void leaving() {
    int node = cluster.add(Role.ALL);
    TestSocket socket = listenTo(carol.at(cluster.url(node)).listening());
    cluster.stop(node);
    assertThat(socket.awaitEvent("draining").get("reconnectAfterMs").asLong()).isNotNegative();
  }

  private TestSocket listenTo(TestSocket socket) {
    return talk.listenTo(socket);
  }

  @CanIgnoreReturnValue
  private JsonNode answers(TestSocket socket, String address, Object body) {
    return talk.answers(socket, address, body);
  }

  private void fails(TestSocket socket, String address, Object body, ErrorCode code) {
    talk.fails(socket, address, body, code);
  }

  private void isRefused(TestSocket socket, String address, Object body, ErrorCode code) {
    talk.isRefused(socket, address, body, code);
  }

  private JsonNode example(String address) {
    for (JsonNode message : api.document().at("/components/messages")) {
      JsonNode payload = message.at("/examples/0/payload");
      if (payload.path("address").asText().equals(address)) {
        return payload;
      }
    }
    throw new AssertionError("no example of " + address);
  }

  private static Map<String, Object> read(String conversation, Object... others) {
    Map<String, Object> body = new HashMap<>(Map.of("conversation", conversation));
    for (int i = 0; i < others.length; i += 2) {
      body.put((String) others[i], others[i + 1]);
    }
    return body;
  }

  private static JsonNode tree(Object value) {
    return SocketTalk.tree(value);
  }
}
