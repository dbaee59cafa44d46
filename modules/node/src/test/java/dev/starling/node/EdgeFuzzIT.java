package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Fuzz;
import dev.starling.wire.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Random frames, bodies, paths and headers at a real node: whatever comes is answered with a code
/// that a client can know, the node stays well, and nobody else notices.
class EdgeFuzzIT {

  private static final int REQUESTS = 3_000;
  private static final int SOCKETS = 20;
  private static final int FRAMES = 200;

  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final List<String> PATHS =
      List.of(
          "/v1/accounts",
          "/v1/sessions",
          "/v1/sessions/refresh",
          "/v1/sessions/ID",
          "/v1/socket-tickets",
          "/v1/me",
          "/v1/users?q=TEXT",
          "/v1/users/ID",
          "/v1/contacts",
          "/v1/contacts/ID",
          "/v1/blocks/ID",
          "/v1/conversations",
          "/v1/conversations/ID",
          "/v1/conversations/ID/events",
          "/v1/conversations/ID/events?after=NUMBER",
          "/v1/conversations/ID/messages",
          "/v1/conversations/ID/read",
          "/v1/conversations/ID/delivered",
          "/v1/stories",
          "/v1/stories/feed?state=TEXT",
          "/v1/stories/ID",
          "/v1/stories/ID/views",
          "/v1/search/messages?q=TEXT",
          "/v1/search/messages?q=TEXT&conversation=ID",
          "/v1/search/people?q=TEXT",
          "/v1/search/stories?q=TEXT",
          "/v1/ID/ID");

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json; charset=x",
          "text/plain",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded");

  private static TestCluster cluster;
  private static Bystanders bystanders;

  private final Fuzz fuzz = new Fuzz(getClass());
  private final Random random = fuzz.random();
  private final Map<String, Integer> answers = new TreeMap<>();

  /// What was asked and answered last, which may be why something is not answered.
  private String before;

  private RawHttp http;
  private final Person other = cluster.person("other", 0);
  private Person person;
  private String chat;
  private String story;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1);
    bystanders = new Bystanders(cluster.person("carol", 0), cluster.person("dave", 0));
  }

  @BeforeEach
  void begin() {
    person = cluster.person("fuzzer", 0);
    chat = person.directWith(other);
    story = person.rest().post("/v1/stories", Map.of("text", "a story")).body().get("id").asText();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyRequestIsAnsweredWithACodeOfOurs() throws IOException {
    http = new RawHttp(cluster.port(0));
    for (int i = 0; i < REQUESTS; i++) {
      ask();
    }
    http.close();

    assertThat(answers).hasSizeGreaterThan(10).containsKeys("200", "201", "BAD_ID", "BAD_JSON");
    assertAllIsWell();
  }

  @Test
  void everyFrameIsAnsweredWithACodeOfOurs() {
    for (int i = 0; i < SOCKETS; i++) {
      TestSocket socket = person.socket();
      socket.register(null);
      socket.awaitCaughtUp();
      String cursor = socket.lastCursor();
      for (int j = 0; j < FRAMES; j++) {
        say(socket, frame(cursor));
      }
      // One after the other, so the answer to this one comes when all were read.
      JsonNode last = socket.ask("session.open", Map.of("token", person.token())).await();
      assertThat(last.get("type").asText()).isEqualTo("rec");
      assertAnsweredWell(socket);
      socket.close();
    }

    assertThat(answers).containsKeys("rec", "BAD_JSON", "BAD_FRAME", "UNKNOWN_ADDRESS", "BAD_ID");
    assertAllIsWell();
  }

  private void ask() throws IOException {
    String method = METHODS.get(random.nextInt(METHODS.size()));
    byte[] body = method.equals("GET") ? new byte[0] : body();
    Map<String, String> headers =
        Map.of(
            "Authorization",
            authorization(),
            "Content-Type",
            CONTENT_TYPES.get(oftenFirst(CONTENT_TYPES.size())),
            "X-Request-Id",
            visible(fuzz.text(8)));
    String asked = method + " " + path();
    String what =
        asked
            + " "
            + headers
            + " "
            + new String(body, StandardCharsets.UTF_8)
            + "\nafter "
            + before;
    RawHttp.Answer answer = answered(what, asked, headers, body);

    assertThat(answer.status()).as(what).isBetween(200, 499);
    String name = String.valueOf(answer.status());
    if (answer.status() >= 400) {
      JsonNode error = Json.read(answer.body(), JsonNode.class).get("error");
      name = error.get("name").asText();
      assertThat(ErrorCode.valueOf(name).number()).as(what).isEqualTo(error.get("code").asInt());
    }
    before = asked + " " + headers + " → " + answer;
    answers.merge(name, 1, Integer::sum);
    if (answer.closes()) {
      http.close();
      http = new RawHttp(cluster.port(0));
    }
    if (name.equals("SESSION_REVOKED")) {
      begin(); // They have ended their own session, or deleted their account.
    }
  }

  private RawHttp.Answer answered(
      String what, String line, Map<String, String> headers, byte[] body) {
    try {
      return http.ask(line, headers, body);
    } catch (IOException e) {
      throw new AssertionError("not answered: " + what, e);
    }
  }

  private void say(TestSocket socket, String frame) {
    if (random.nextBoolean()) {
      socket.write(frame);
    } else {
      socket.writeBinary(Buffer.buffer(fuzz.spoilt(frame)));
    }
  }

  private void assertAnsweredWell(TestSocket socket) {
    assertThat(socket.closed().isComplete()).isFalse();
    for (JsonNode frame : socket.frames()) {
      if (frame.get("type").asText().equals("err")) {
        ErrorCode code = ErrorCode.of(frame.get("failureCode").asInt());
        assertThat(code).as("%s", frame).isNotEqualTo(ErrorCode.INTERNAL);
        answers.merge(code.name(), 1, Integer::sum);
      } else {
        answers.merge(frame.get("type").asText(), 1, Integer::sum);
      }
    }
  }

  private void assertAllIsWell() {
    System.out.println("EdgeFuzzIT: " + answers);
    bystanders.areUnharmed();
    soon()
        .untilAsserted(
            () ->
                assertThat(cluster.stranger(0).get("/health/ready").body().get("status").asText())
                    .isEqualTo("ready"));
    Person newcomer = cluster.person("newcomer", 0);
    assertThat(newcomer.say(newcomer.directWith(other), "m", "hello").status()).isEqualTo(201);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (String part :
        PATHS.get(random.nextInt(PATHS.size())).split("(?<=[/=?&])|(?=[/=?&])", -1)) {
      path.append(
          switch (part) {
            case "ID" -> random.nextBoolean() ? id() : encoded(fuzz.like(List.of(id())));
            case "TEXT" -> encoded(fuzz.text(12));
            case "NUMBER" -> encoded(fuzz.like(List.of("1", "0", "-1", "9223372036854775807")));
            default -> part;
          });
    }
    if (random.nextInt(4) == 0) {
      path.append(path.indexOf("?") < 0 ? '?' : '&')
          .append("limit=")
          .append(random.nextInt(-5, 250));
    }
    if (random.nextInt(4) == 0) {
      path.append(path.indexOf("?") < 0 ? '?' : '&').append("cursor=").append(cursor());
    }
    return path.toString();
  }

  private String id() {
    return switch (random.nextInt(6)) {
      case 0 -> chat;
      case 1 -> other.id();
      case 2 -> story;
      case 3 -> "current";
      case 4 -> "c" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
      default -> person.session();
    };
  }

  /// Of the right shape for some list more often than not, with any values.
  private String cursor() {
    Instant time =
        Instant.ofEpochSecond(random.nextLong() >> random.nextInt(12, 64), random.nextInt(9));
    return switch (random.nextInt(6)) {
      case 0 -> Cursor.of(random.nextLong());
      case 1 -> Cursor.of(random.nextLong(), random.nextLong() >> random.nextInt(64));
      case 2 -> Cursor.of(time, random.nextLong());
      case 3 -> Cursor.of(random.nextLong(), time, random.nextLong());
      case 4 -> Cursor.of(fuzz.text(4), fuzz.text(4), random.nextLong());
      default -> encoded(fuzz.like(List.of(Cursor.of(time, 1L, 1L))));
    };
  }

  private String authorization() {
    return switch (random.nextInt(12)) {
      case 0 -> visible(fuzz.mutated("Bearer " + person.token()));
      case 1 -> visible(fuzz.text(20));
      default -> "Bearer " + person.token();
    };
  }

  private byte[] body() {
    String body = random.nextInt(3) == 0 ? bodies().get(random.nextInt(9)) : fuzz.like(bodies());
    return random.nextInt(3) == 0 ? fuzz.spoilt(body) : body.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> bodies() {
    String name = "fuzz" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    return List.of(
        Json.write(Map.of("username", name, "password", "long secret", "displayName", "F")),
        Json.write(Map.of("username", person.username(), "password", person.password())),
        Json.write(Map.of("refreshToken", person.refreshToken())),
        Json.write(Map.of("displayName", name)),
        Json.write(Map.of("clientId", name, "text", name)),
        Json.write(Map.of("seq", random.nextLong())),
        Json.write(Map.of("kind", "direct", "members", List.of(other.id()))),
        Json.write(Map.of("kind", "group", "members", List.of(other.id()), "title", name)),
        "{\"text\":\"a story\"}");
  }

  /// One in four as it should be.
  private String frame(String cursor) {
    List<String> good = frames(cursor);
    return random.nextInt(4) == 0 ? good.get(random.nextInt(good.size())) : fuzz.like(good);
  }

  private List<String> frames(String cursor) {
    String name = "f" + random.nextLong();
    return List.of(
        "{\"type\":\"ping\"}",
        frame("message.send", Map.of("conversation", chat, "clientId", name, "text", name)),
        frame("conversation.read", Map.of("conversation", chat, "seq", random.nextLong())),
        frame("conversation.events", Map.of("conversation", chat, "limit", 5)),
        frame("conversation.events", Map.of("conversation", chat, "cursor", cursor())),
        frame("story.view", Map.of("story", story)),
        frame("session.open", Map.of("token", person.token())),
        "{\"type\":\"register\",\"address\":\"inbox\",\"headers\":{\"cursor\":\"" + cursor + "\"}}",
        "{\"type\":\"register\",\"address\":\"inbox\"}",
        "{\"type\":\"unregister\",\"address\":\"inbox\"}",
        "{\"type\":\"publish\",\"address\":\"message.send\",\"body\":{}}");
  }

  private String frame(String address, Map<String, Object> body) {
    return Json.write(
        Map.of("type", "send", "address", address, "replyAddress", "fuzz", "body", body));
  }

  /// Mostly as it should be in an address, and sometimes as it is.
  private String encoded(String text) {
    return random.nextInt(4) == 0 ? visible(text).replace(" ", "") : percent(text);
  }

  private static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02x".formatted(b));
    }
    return encoded.toString();
  }

  private static String visible(String text) {
    return text.replaceAll("[^ -~]", "");
  }

  private int oftenFirst(int size) {
    return random.nextInt(3) > 0 ? 0 : random.nextInt(size);
  }
}
