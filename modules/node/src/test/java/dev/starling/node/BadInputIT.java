package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What both edges take: bad input has the same code over REST and over a socket, and is felt by
/// nobody but its sender.
class BadInputIT {

  private static TestCluster cluster;
  private static Person alice;
  private static Person bob;
  private static String chat;
  private static String othersChat;
  private static Bystanders bystanders;

  private final TestSocket socket = alice.socket();
  private int unaddressed;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1);
    alice = cluster.person("alice", 0);
    bob = cluster.person("bob", 0);
    Person carol = cluster.person("carol", 0);
    chat = alice.directWith(bob);
    othersChat = bob.directWith(carol);
    bystanders = new Bystanders(carol, cluster.person("dave", 0));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void theOthersFeelNothing() {
    socket.close();
    bystanders.areUnharmed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'clientId':'a'                                | 400 | TEXT_EMPTY",
        "'clientId':'a','text':null                    | 400 | TEXT_EMPTY",
        "'clientId':'a','text':''                      | 400 | TEXT_EMPTY",
        "'clientId':'a','text':' \\n\\t '              | 400 | TEXT_EMPTY",
        "'text':'hi'                                   | 400 | TEXT_EMPTY",
        "'clientId':'','text':'hi'                     | 400 | TEXT_EMPTY",
        "'clientId':'a','text':7                       | 400 | BAD_FIELD",
        "'clientId':'a','text':true                    | 400 | BAD_FIELD",
        "'clientId':'a','text':1e999                   | 400 | BAD_FIELD",
        "'clientId':'a','text':['hi']                  | 400 | BAD_FIELD",
        "'clientId':'a','text':{'a':'hi'}              | 400 | BAD_FIELD",
        "'clientId':{},'text':'hi'                     | 400 | BAD_FIELD",
        "'clientId':'a','text':'a\\u0000b'             | 400 | BAD_FIELD",
        "'clientId':'a','text':'a\\ud800b'             | 400 | BAD_FIELD",
        "'clientId':'a','text':'a\\udc00\\ud800b'      | 400 | BAD_FIELD",
        "'clientId':'a\\u0000','text':'hi'             | 400 | BAD_FIELD",
        "'clientId':'\\udfff','text':'hi'              | 400 | BAD_FIELD",
        "'clientId':'a','text':'hi','text':'ho'        | 400 | BAD_JSON",
        "'clientId':'a','text':'hi',                   | 400 | BAD_JSON",
        "'clientId':'a','text':'\\x'                   | 400 | BAD_JSON",
        "'clientId':'a','text':'hi'}}                  | 400 | BAD_JSON",
        "'clientId':'a','text':undefined               | 400 | BAD_JSON",
      })
  void aMessageThatIsNone(String fields, int status, ErrorCode code) {
    String body = fields.replace('\'', '"');

    assertRefused(send(chat, "{" + body + "}"), status, code);
    assertCode(ask("message.send", "{\"conversation\":\"" + chat + "\"," + body + "}"), code);
  }

  static Stream<String> tooLongOrTooDeep() {
    String clientId = "\"clientId\":\"a\",\"text\":";
    return Stream.of(
        "TEXT_TOO_LONG|" + clientId + "\"" + "x".repeat(8 * 1024 + 1) + "\"",
        "TEXT_TOO_LONG|" + clientId + "\"" + "🦜".repeat(2 * 1024) + "x\"",
        "TEXT_TOO_LONG|\"clientId\":\"" + "x".repeat(65) + "\",\"text\":\"hi\"",
        "BAD_JSON|" + clientId + "\"hi\",\"x\":" + "[".repeat(999) + "]".repeat(999),
        "BAD_JSON|" + clientId + "\"hi\",\"x\":" + "{\"a\":".repeat(99) + "1" + "}".repeat(99),
        "BAD_JSON|" + clientId + "\"hi\",\"x\":" + "9".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("tooLongOrTooDeep")
  void aMessageThatIsTooMuch(String row) {
    ErrorCode code = ErrorCode.valueOf(row.substring(0, row.indexOf('|')));
    String body = row.substring(row.indexOf('|') + 1);

    assertRefused(send(chat, "{" + body + "}"), 400, code);
    assertCode(ask("message.send", "{\"conversation\":\"" + chat + "\"," + body + "}"), code);
  }

  @Test
  void theLimitsThemselvesAreAllowedAndWhatNobodyKnowsIsIgnored() {
    String text = "🦜".repeat(2 * 1024);
    Map<String, Object> body =
        Map.of("clientId", "x".repeat(64), "text", text, "mood", List.of(1, Map.of("a", 2)));

    Rest.Answer stored = alice.rest().post("/v1/conversations/" + chat + "/messages", body);
    Rest.Answer read = alice.rest().get("/v1/conversations/" + chat + "/events?limit=1");

    assertThat(stored.status()).isEqualTo(201);
    assertThat(read.body().at("/items/0/text").asText()).isEqualTo(text);
  }

  @Test
  void aClientIdNamesOneTextForEver() {
    assertThat(alice.say(chat, "once", "this").status()).isEqualTo(201);

    assertRefused(alice.say(chat, "once", "that"), 409, ErrorCode.CLIENT_ID_REUSED);
    assertCode(socket.say(chat, "once", "that"), ErrorCode.CLIENT_ID_REUSED);
    assertThat(alice.say(chat, "once", "this").status()).isEqualTo(200);
    assertThat(bob.say(chat, "once", "that").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHERS,                403, NOT_A_MEMBER",
    "c1,                    404, CONVERSATION_NOT_FOUND",
    "c1y2p0ij32e8e7,        404, CONVERSATION_NOT_FOUND",
    "c,                     400, BAD_ID",
    "u1,                    400, BAD_ID",
    "c-1,                   400, BAD_ID",
    "C1,                    400, BAD_ID",
    "c1y2p0ij32e8e8,        400, BAD_ID",
    "c00000000000000000001, 400, BAD_ID",
    "c1%00,                 400, BAD_ID",
    "%ED%A0%80,             400, BAD_ID",
  })
  void aConversationThatIsNotOnes(String written, int status, ErrorCode code) {
    String id = written.equals("OTHERS") ? othersChat : written;
    String path = "/v1/conversations/" + id;
    Rest rest = alice.rest();

    assertRefused(rest.get(path), status, code);
    assertRefused(rest.get(path + "/events"), status, code);
    assertRefused(send(id, "{\"clientId\":\"a\",\"text\":\"hi\"}"), status, code);
    if (status != 404) { // Watermarks do not tell what exists.
      assertRefused(rest.put(path + "/read", Map.of("seq", 1)), status, code);
      assertRefused(rest.put(path + "/delivered", Map.of("seq", 1)), status, code);
      assertCode(ask("conversation.read", Map.of("conversation", id, "seq", 1)), code);
      assertCode(ask("conversation.delivered", Map.of("conversation", id, "seq", 1)), code);
    }
    assertCode(ask("conversation.events", Map.of("conversation", id)), code);
    assertCode(socket.say(id, "a", "hi"), code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                          | BAD_FIELD",
        "{'seq':null}                | BAD_FIELD",
        "{'seq':-1}                  | BAD_FIELD",
        "{'seq':'1'}                 | BAD_FIELD",
        "{'seq':1.5}                 | BAD_FIELD",
        "{'seq':1e3}                 | BAD_FIELD",
        "{'seq':9223372036854775808} | BAD_FIELD",
        "{'seq':[]}                  | BAD_FIELD",
        "{'seq':1                    | BAD_JSON",
        "[]                          | BAD_JSON",
        "1                           | BAD_JSON",
        "null                        | BAD_JSON",
      })
  void aWatermarkThatIsNone(String body, ErrorCode code) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertRefused(
        alice.rest().send("PUT", "/v1/conversations/" + chat + "/read", bytes), 400, code);
    if (body.startsWith("{") && code == ErrorCode.BAD_FIELD) {
      String withChat =
          body.replace("{", "{'conversation':'" + chat + "',")
              .replace(",}", "}")
              .replace('\'', '"');
      assertCode(ask("conversation.read", withChat), code);
    }
  }

  @Test
  void aWatermarkBeyondTheEndStopsThere() {
    long head = alice.say(chat, "head", "the last").body().get("seq").asLong();

    Rest.Answer read =
        bob.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", Long.MAX_VALUE));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body().get("readSeq").asLong()).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "1000000000", "99999999999999999999", "abc", "1.0", ""})
  void aLimitThatIsNone(String limit) {
    for (String list : lists()) {
      assertRefused(
          alice.rest().get(list + (list.contains("?") ? "&" : "?") + "limit=" + limit),
          400,
          ErrorCode.BAD_LIMIT);
    }
    if (limit.matches("-?\\d{1,9}")) {
      assertCode(
          ask("conversation.events", Map.of("conversation", chat, "limit", Integer.valueOf(limit))),
          ErrorCode.BAD_LIMIT);
    }
  }

  @Test
  void aLimitOfAnotherTypeIsRefused() {
    for (String limit : List.of("\"10\"", "1e2", "true", "99999999999999999999")) {
      String body = "{\"conversation\":\"" + chat + "\",\"limit\":" + limit + "}";

      assertCode(ask("conversation.events", body), ErrorCode.BAD_FIELD);
    }
  }

  @ParameterizedTest
  @MethodSource("cursorsOfNoList")
  void aCursorNoListWrote(String cursor) {
    for (String list : lists()) {
      assertRefused(
          alice.rest().get(list + (list.contains("?") ? "&" : "?") + "cursor=" + cursor),
          400,
          ErrorCode.BAD_CURSOR);
    }
    assertCode(
        ask("conversation.events", Map.of("conversation", chat, "cursor", cursor)),
        ErrorCode.BAD_CURSOR);
    TestSocket inbox = alice.socket();
    inbox.register(cursor);
    JsonNode refused = inbox.awaitError(1);
    assertThat(refused.get("failureCode").asInt()).isEqualTo(ErrorCode.BAD_CURSOR.number());
    assertThat(refused.get("address").asText()).isEqualTo("inbox");
    inbox.close();
  }

  static Stream<String> cursorsOfNoList() {
    return Stream.of(
        "!",
        "AAAA",
        "A".repeat(3_000),
        Cursor.of("a text", "and another", "and one more"),
        Cursor.of(Instant.MAX, 1L),
        Cursor.of(Instant.MIN, Long.MIN_VALUE));
  }

  /// Some lists cannot tell another's cursor from their own, and go on somewhere.
  @Test
  void aCursorOfAnotherListIsRefusedOrHarmless() {
    List<String> cursors =
        List.of(
            Cursor.of(Long.MIN_VALUE),
            Cursor.of(Long.MAX_VALUE),
            Cursor.of(0L, 0L),
            Cursor.of(Long.MAX_VALUE, Long.MIN_VALUE),
            Cursor.of(Instant.EPOCH, Long.MIN_VALUE),
            Cursor.of(Instant.EPOCH, Long.MAX_VALUE, Long.MIN_VALUE),
            Cursor.of(Long.MAX_VALUE, Instant.parse("9999-12-31T23:59:59.999Z"), Long.MAX_VALUE),
            Cursor.of("", "\uffff", Long.MIN_VALUE),
            Cursor.of("\ud800", "a", 1L),
            Cursor.of("\u0000", "\u0000", 1L));

    for (String list : lists()) {
      for (String cursor : cursors) {
        Rest.Answer answer =
            alice.rest().get(list + (list.contains("?") ? "&" : "?") + "cursor=" + cursor);
        assertThat(answer.status()).as("%s %s %s", list, cursor, answer.body()).isIn(200, 400);
        if (answer.status() == 400) {
          assertThat(answer.errorName()).isEqualTo("BAD_CURSOR");
        }
      }
    }
  }

  /// They made the socket ask the database again and again once, and never said so.
  @ParameterizedTest
  @ValueSource(strings = {"-1:2:", "5:4:", "0:9:10", "0:1", "x", "9223372036854775808:0:"})
  void aCursorWithASnapshotThatCannotBeIsRefused(String snapshot) {
    TestSocket inbox = alice.socket();

    inbox.register(Cursor.of(1L, "epoch", Instant.now(), snapshot));

    assertThat(inbox.awaitError(1).get("failureCode").asInt())
        .isEqualTo(ErrorCode.BAD_CURSOR.number());
    inbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0:0:", "0:9223372036854775807:", "9223372036854775807:9223372036854775807:"})
  void aCursorOfAnotherHistoryOrOfTheFutureIsTooLong(String snapshot) {
    TestSocket first = alice.listening();
    String epoch = Cursor.read(first.lastCursor(), BadInputIT::epoch);
    first.close();

    for (String which : snapshot.startsWith("0:0") ? List.of("other") : List.of(epoch, "other")) {
      TestSocket inbox = alice.listening(Cursor.of(1L, which, Instant.now(), snapshot));
      assertThat(inbox.events("too-long")).hasSize(1);
      bob.say(chat, "m" + System.nanoTime(), "still heard");
      soon().untilAsserted(() -> assertThat(inbox.texts(chat)).containsExactly("still heard"));
      inbox.close();
    }
  }

  private static String epoch(Cursor.Reader in) throws IOException {
    assertThat(in.number()).isEqualTo(1);
    String epoch = in.text();
    assertThat(in.time()).isNotNull();
    assertThat(in.text()).isNotEmpty();
    return epoch;
  }

  private static List<String> lists() {
    return List.of(
        "/v1/sessions",
        "/v1/contacts",
        "/v1/blocks",
        "/v1/users?q=a",
        "/v1/conversations",
        "/v1/conversations/" + chat + "/events",
        "/v1/stories/feed",
        "/v1/search/messages?q=heron",
        "/v1/search/messages?q=heron&conversation=" + chat,
        "/v1/search/people?q=a");
  }

  private static Rest.Answer send(String conversation, String body) {
    return alice
        .rest()
        .send(
            "POST",
            "/v1/conversations/" + conversation + "/messages",
            body.getBytes(StandardCharsets.UTF_8));
  }

  private Future<JsonNode> ask(String address, Object body) {
    return socket.ask(address, body);
  }

  private Future<JsonNode> ask(String address, String body) {
    return socket.askRaw(address, body);
  }

  /// A frame that cannot be read as a whole has no address to answer on.
  private void assertCode(Future<JsonNode> answer, ErrorCode code) {
    soon().until(() -> answer.isComplete() || socket.errors().size() > unaddressed);
    JsonNode frame = answer.isComplete() ? answer.result() : socket.errors().get(unaddressed++);
    assertThat(frame.get("failureCode")).as("%s", frame).isNotNull();
    assertThat(ErrorCode.of(frame.get("failureCode").asInt())).as("%s", frame).isEqualTo(code);
    assertThat(frame.get("failureType").asText()).isEqualTo("RECIPIENT_FAILURE");
  }

  private static void assertRefused(Rest.Answer answer, int status, ErrorCode code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.errorName()).as("%s", answer.body()).isEqualTo(code.name());
    assertThat(answer.errorCode()).isEqualTo(code.number());
  }
}
