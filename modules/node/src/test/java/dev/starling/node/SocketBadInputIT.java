package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames that are none, on a real socket.
class SocketBadInputIT {

  private static final String PATH = "/eventbus/websocket";
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  private static TestCluster cluster;
  private static Person alice;
  private static Bystanders bystanders;

  private final TestSocket socket = alice.socket();

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1);
    alice = cluster.person("alice", 0);
    bystanders = new Bystanders(cluster.person("carol", 0), cluster.person("dave", 0));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void theOthersFeelNothing() {
    bystanders.areUnharmed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{                                            | BAD_JSON",
        "                                             | BAD_JSON",
        "hello                                        | BAD_JSON",
        "{'type':'ping'} {'type':'ping'}              | BAD_JSON",
        "{'type':'ping','type':'ping'}                | BAD_JSON",
        "null                                         | BAD_JSON",
        "[{'type':'ping'}]                            | BAD_JSON",
        "{}                                           | BAD_FRAME",
        "{'type':null}                                | BAD_FRAME",
        "{'type':'rec'}                               | BAD_FRAME",
        "{'type':'PING'}                              | BAD_FRAME",
        "{'type':'send'}                              | BAD_FRAME",
        "{'type':'register'}                          | BAD_FRAME",
        "{'type':7}                                   | BAD_FIELD",
        "{'type':'send','address':['a']}              | BAD_FIELD",
        "{'type':'register','address':'inbox','headers':[]} | BAD_FIELD",
      })
  void aFrameThatCannotBeRead(String frame, ErrorCode code) {
    socket.write(frame == null ? "" : frame.replace('\'', '"'));

    assertIsError(socket.awaitError(1), code);
    assertThat(socket.errors().getFirst().has("address")).isFalse();
    assertStillServed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "message",
        "message.send ",
        "Message.Send",
        "inbox",
        "a\u0000b",
        "🦜",
        "\ud83e"
      })
  void anAddressNobodyHas(String address) {
    assertIsError(socket.ask(address, Map.of()).await(), ErrorCode.UNKNOWN_ADDRESS);
    assertStillServed();
  }

  @Test
  void anAddressNobodyHasMayBeLong() {
    JsonNode answer = socket.ask("x".repeat(50_000), Map.of()).await();

    assertIsError(answer, ErrorCode.UNKNOWN_ADDRESS);
    assertThat(answer.get("message").asText()).hasSizeLessThan(200);
  }

  @Test
  void registeringForAnythingButTheInboxIsRefused() {
    socket.write("{\"type\":\"register\",\"address\":\"inbox.of.bob\"}");

    assertIsError(socket.awaitError(1), ErrorCode.UNKNOWN_ADDRESS);
    assertThat(socket.errors().getFirst().get("address").asText()).isEqualTo("inbox.of.bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "'text'", "true"})
  void aBodyThatIsNoObject(String body) {
    String json = body.replace('\'', '"');

    assertIsError(socket.askRaw("message.send", json).await(), ErrorCode.BAD_FIELD);
    assertIsError(socket.askRaw("session.open", json).await(), ErrorCode.BAD_FIELD);
  }

  @Test
  void aPublishThatFailsIsToldWithoutAnAddress() {
    socket.write("{\"type\":\"publish\",\"address\":\"message.send\",\"body\":{}}");

    assertIsError(socket.awaitError(1), ErrorCode.BAD_FIELD);
    assertThat(socket.errors().getFirst().has("address")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "STORY_NOT_FOUND, {'story':'t1'}",
    "BAD_ID,          {'story':'c1'}",
    "BAD_ID,          {'story':''}",
    "BAD_FIELD,       {'story':1}",
    "BAD_FIELD,       {}",
  })
  void aStoryThatIsNone(ErrorCode code, String body) {
    assertIsError(socket.askRaw("story.view", body.replace('\'', '"')).await(), code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "c3", "c080", "eda080", "f4908080", "ff"})
  void bytesThatAreNoUtf8(String hex) {
    Buffer bad = Buffer.buffer(HexFormat.of().parseHex(hex));

    socket.writeInParts("{\"type\":\"ping\",\"x\":\"", bad.copy().appendString("\"}"));
    assertIsError(socket.awaitError(1), ErrorCode.INVALID_UTF8);
    socket.writeBinary(
        Buffer.buffer("{\"type\":\"ping\",\"x\":\"").appendBuffer(bad).appendString("\"}"));
    assertIsError(socket.awaitError(2), ErrorCode.INVALID_UTF8);
    assertStillServed();
  }

  @Test
  void aFrameMayComeInPartsAndAsBytes() {
    socket.writeInParts("{\"type\":", Buffer.buffer("\"ping\"}"));
    socket.writeBinary(Buffer.buffer("{\"type\":\"ping\",\"x\":\"🦜\"}"));

    assertIsError(socket.askRaw("🦜", "{}").await(), ErrorCode.UNKNOWN_ADDRESS);
    assertThat(socket.frames()).hasSize(2).allSatisfy(f -> assertThat(f.has("type")).isTrue());
  }

  @Test
  void aFrameThatIsTooLarge() {
    socket.write("{\"type\":\"ping\"," + " ".repeat(FRAME_BYTES_MAX) + "\"x\":1}");

    assertFrameTooLarge();
  }

  /// It was dropped without a word once.
  @Test
  void aFrameThatIsTooLargeInParts() {
    Buffer part = Buffer.buffer(" ".repeat(FRAME_BYTES_MAX));

    socket.writeInParts("{\"type\":\"ping\",", part.copy().appendBuffer(part).appendString("}"));

    assertFrameTooLarge();
  }

  @Test
  void aFrameThatIsTooLargeInBytesAndNotInCharacters() {
    socket.write("{\"type\":\"ping\",\"x\":\"" + "ä".repeat(FRAME_BYTES_MAX / 2) + "\"}");

    assertFrameTooLarge();
  }

  @Test
  void aFrameThatIsFarTooLarge() {
    socket.write("{\"type\":\"ping\",\"x\":\"" + "x".repeat(5 * FRAME_BYTES_MAX) + "\"}");

    socket.closed().await(); // Refused before it was read at all, so there is no answer.
    assertThat(socket.frames()).isEmpty();
  }

  @Test
  void whoeverSendsOnlyGarbageIsClosed() {
    TestSocket garbage = alice.socket();

    for (int i = 0; i <= 1_000; i++) {
      garbage.write("garbage");
    }

    garbage.closed().await();
    assertThat(garbage.closeCode()).isEqualTo((short) CloseCode.BAD_FRAME.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Basic YTpi", "x", "Bearer a.b.c"})
  void anUpgradeWithABadHeader(String header) {
    assertThatThrownBy(
            () ->
                TestSocket.connectWith(
                        cluster.clients(), cluster.url(0), PATH, Map.of("Authorization", header))
                    .await())
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> {
              assertThat(rejected.getStatus()).isEqualTo(401);
              assertThat(rejected.getBody().toString()).contains("\"TOKEN_INVALID\"");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void anUpgradeWithABadTicket(String ticket) {
    String path = PATH + "?ticket=" + ticket;

    assertThatThrownBy(
            () -> TestSocket.connectWith(cluster.clients(), cluster.url(0), path, Map.of()).await())
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> {
              assertThat(rejected.getStatus()).isEqualTo(401);
              assertThat(rejected.getBody().toString()).contains("\"TICKET_INVALID\"");
            });
  }

  @Test
  void somebodyElsesTokenDoesNotChangeWhoIsOnASocket() {
    Person mallory = cluster.person("mallory", 0);

    JsonNode answer = socket.ask("session.open", Map.of("token", mallory.token())).await();

    assertIsError(answer, ErrorCode.BAD_FIELD);
    assertStillServed();
  }

  private void assertFrameTooLarge() {
    socket.closed().await();
    assertIsError(socket.awaitError(1), ErrorCode.FRAME_TOO_LARGE);
    assertThat(socket.closeCode()).isEqualTo((short) CloseCode.FRAME_TOO_LARGE.number());
  }

  private void assertStillServed() {
    JsonNode answer = socket.ask("session.open", Map.of("token", alice.token())).await();
    assertThat(answer.get("type").asText()).isEqualTo("rec");
    socket.close();
  }

  private static void assertIsError(JsonNode frame, ErrorCode code) {
    assertThat(frame.get("type").asText()).isEqualTo("err");
    assertThat(ErrorCode.of(frame.get("failureCode").asInt())).as("%s", frame).isEqualTo(code);
    assertThat(frame.get("failureType").asText()).isEqualTo("RECIPIENT_FAILURE");
  }
}
