package dev.starling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketSessionTest {

  private static final String COMMAND =
      "{'type':'send','address':'message.send','replyAddress':'r1','body':{}}";

  private final SocketRig rig = new SocketRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aCommandIsAnsweredOnItsReplyAddress() {
    FakeTransport client = rig.openSignedIn();

    client.says(COMMAND);
    rig.asked.getFirst().answer().complete(Map.of("seq", 7));

    assertThat(client.lastFrame().encode())
        .isEqualTo("{\"type\":\"rec\",\"address\":\"r1\",\"body\":{\"seq\":7}}");
  }

  @Test
  void anAnswerWithoutABodyIsAnEmptyObject() {
    FakeTransport client = rig.openSignedIn();

    client.says(COMMAND);
    rig.asked.getFirst().answer().complete(null);

    assertThat(client.lastFrame().getJsonObject("body").encode()).isEqualTo("{}");
  }

  @Test
  void aCommandWithoutAReplyAddressIsAnsweredOnlyWhenItFails() {
    FakeTransport client = rig.openSignedIn();
    client.says("{'type':'publish','address':'a','body':{}}");
    client.says("{'type':'publish','address':'b','body':{}}");

    rig.asked.get(0).answer().complete(Map.of());
    assertThat(client.frames()).isEmpty();
    rig.asked.get(1).answer().fail(new Failure.NotFound(ErrorCode.UNKNOWN_ADDRESS, "no b"));
    assertIsError(client.lastFrame(), ErrorCode.UNKNOWN_ADDRESS);
  }

  @Test
  void aBugIsAnsweredAndItsTextStaysHere() {
    FakeTransport client = rig.openSignedIn();

    client.says("{'type':'send','address':'throw','replyAddress':'r1','body':{}}");

    assertIsError(client.lastFrame(), ErrorCode.INTERNAL);
    assertThat(client.lastFrame().getString("message")).isEqualTo("internal error");
    assertThat(client.closed()).isNull();
  }

  @Test
  void whatMayBeTriedAgainSaysWhen() {
    FakeTransport client = rig.openSignedIn();
    client.says(COMMAND);

    rig.asked
        .getFirst()
        .answer()
        .fail(new Failure.TryLater(ErrorCode.OVERLOADED, "full", Duration.ofMillis(1_500)));

    assertThat(client.lastFrame().getLong("retryAfterMs")).isEqualTo(1_500);
  }

  @Test
  void beforeSigningInNothingButThatIsAllowed() {
    FakeTransport client = rig.open();

    client.says(COMMAND);
    assertIsError(client.lastFrame(), ErrorCode.UNAUTHENTICATED);
    client.says("{'type':'register','address':'inbox'}");
    assertIsError(client.lastFrame(), ErrorCode.UNAUTHENTICATED);
    client.says("{'type':'ping'}");
    assertThat(client.lastFrame().encode()).isEqualTo("{\"type\":\"pong\"}");
    assertThat(rig.asked).isEmpty();
  }

  @Test
  void aTokenInAFrameSignsIn() {
    FakeTransport client = rig.open();

    client.says(signIn("forged"));
    assertIsError(client.lastFrame(), ErrorCode.TOKEN_INVALID);
    client.says(signIn(SocketRig.TOKEN));
    assertThat(client.lastFrame().getJsonObject("body").encode())
        .isEqualTo("{\"user\":\"u1\",\"session\":\"s2\"}");
    client.says(COMMAND);
    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void signingInWithoutATokenIsRefused() {
    FakeTransport client = rig.open();

    client.says("{'type':'send','address':'session.open','replyAddress':'r','body':{}}");

    assertIsError(client.lastFrame(), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void whoeverDoesNotSignInInTimeIsClosed() {
    FakeTransport silent = rig.open();
    FakeTransport alice = rig.open();
    alice.says(signIn(SocketRig.TOKEN));

    rig.advance(SocketRig.CONFIG.authenticateWithin());
    assertThat(silent.closed()).isNull();
    rig.advance(Duration.ofMillis(1));

    assertThat(silent.closed()).isEqualTo(CloseCode.NOT_AUTHENTICATED);
    assertThat(alice.closed()).isNull();
  }

  @Test
  void aSessionThatWasRevokedBeforeItsSocketOpenedIsClosed() {
    rig.revoked.add(SocketRig.ALICE.session());

    assertThat(rig.openSignedIn().closed()).isEqualTo(CloseCode.SESSION_REVOKED);
    assertThat(rig.sockets.size()).isZero();
  }

  @Test
  void aSilentClientIsPingedAndThenClosed() {
    FakeTransport client = rig.openSignedIn();

    rig.advance(SocketRig.CONFIG.pingAfter());
    assertThat(client.pings()).isZero();
    rig.advance(Duration.ofMillis(1));
    assertThat(client.pings()).isEqualTo(1);
    client.wasHeardAt(rig.nanoTime());
    rig.advance(SocketRig.CONFIG.silentMax());
    assertThat(client.closed()).isNull();
    rig.advance(Duration.ofMillis(1));

    assertThat(client.closed()).isEqualTo(CloseCode.SILENT);
  }

  @Test
  void aSlowReaderHasTimeToCatchUpAndThenIsClosed() {
    FakeTransport client = rig.openSignedIn();
    Duration almost = SocketRig.CONFIG.slowMax().minusMillis(1);
    client.fillsUp();
    rig.advance(Duration.ofMillis(1)); // Seen to be full from here on.
    stillThere(client, almost);

    client.drains();
    client.fillsUp();
    stillThere(client, Duration.ofMillis(1));
    stillThere(client, almost);
    stillThere(client, Duration.ofMillis(1));
    stillThere(client, Duration.ofMillis(1));

    assertThat(client.closed()).isEqualTo(CloseCode.SLOW_READER);
    assertThat(rig.sockets.closed(CloseCode.SLOW_READER)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{                                | BAD_JSON",
        "{'type':'dance'}                 | BAD_FRAME",
        "{'type':'send'}                  | BAD_FRAME",
        "{'type':'send','address':1}      | BAD_FIELD",
      })
  void aFrameThatCannotBeReadIsAnsweredWithoutAnAddress(String frame, ErrorCode code) {
    FakeTransport client = rig.openSignedIn();

    client.says(frame);

    assertIsError(client.lastFrame(), code);
    assertThat(client.lastFrame().containsKey("address")).isFalse();
    assertThat(client.closed()).isNull();
  }

  /// Question marks were put in their place once.
  @Test
  void bytesThatAreNoUtf8AreRefused() {
    FakeTransport client = rig.openSignedIn();

    client.says(Buffer.buffer(HexFormat.of().parseHex("7b22747970c322")));

    assertIsError(client.lastFrame(), ErrorCode.INVALID_UTF8);
  }

  @Test
  void anUnknownRegistrationIsRefusedAndAnUnknownUnregistrationIsNothing() {
    FakeTransport client = rig.openSignedIn();

    client.says("{'type':'register','address':'" + "x".repeat(100) + "'}");
    assertIsError(client.lastFrame(), ErrorCode.UNKNOWN_ADDRESS);
    client.says("{'type':'unregister','address':'inbox'}");
    client.says("{'type':'unregister','address':'other'}");
    assertThat(client.frames()).hasSize(1);
  }

  @Test
  void afterTooManyFramesInARowThatCannotBeReadTheSocketIsClosed() {
    FakeTransport client = rig.openSignedIn();

    for (int i = 0; i < SocketRig.CONFIG.refusalsMax(); i++) {
      client.says("garbage");
    }
    client.says("{'type':'ping'}"); // A good one in between forgives them.
    for (int i = 0; i < SocketRig.CONFIG.refusalsMax(); i++) {
      client.says("garbage");
    }
    assertThat(client.closed()).isNull();
    client.says("garbage");

    assertThat(client.closed()).isEqualTo(CloseCode.BAD_FRAME);
  }

  /// It is bytes that are counted, as the limit's name says; it was characters once.
  @Test
  void aFrameThatIsTooLargeIsAnsweredAndEndsTheSocket() {
    FakeTransport client = rig.openSignedIn();
    int max = SocketRig.CONFIG.frameBytesMax();

    client.says(frameOf(max));
    assertThat(client.closed()).isNull();
    client.says(frameOf(max + 1));

    assertIsError(client.lastFrame(), ErrorCode.FRAME_TOO_LARGE);
    assertThat(client.closed()).isEqualTo(CloseCode.FRAME_TOO_LARGE);
  }

  @Test
  void whoeverSaysTooMuchIsToldToWait() {
    FakeTransport client = rig.openSignedIn();
    for (int i = 0; i < SocketRig.CONFIG.framesBurst(); i++) {
      client.says("{'type':'ping'}");
    }

    client.says(COMMAND);
    assertIsError(client.lastFrame(), ErrorCode.TOO_MANY_REQUESTS);
    assertThat(client.lastFrame().getString("address")).isEqualTo("r1");
    assertThat(client.lastFrame().getLong("retryAfterMs")).isEqualTo(200);
    assertThat(rig.asked).isEmpty();
    rig.advance(Duration.ofMillis(200));
    client.says(COMMAND);

    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void whoeverDoesNotWaitIsClosed() {
    FakeTransport client = rig.openSignedIn();

    for (int i = 0; i < SocketRig.CONFIG.framesBurst(); i++) {
      client.says("{'type':'ping'}");
    }
    client.says("{'type':'ping'}");
    client.says("{'type':'register','address':'inbox'}");
    client.says("{'type':'unregister','address':'inbox'}");
    client.says(COMMAND);
    client.says(COMMAND);
    assertThat(client.closed()).isNull();
    client.says(COMMAND);

    assertThat(client.closed()).isEqualTo(CloseCode.FLOODING);
  }

  @Test
  void aClientWithManyUnansweredCommandsIsNotReadUntilSomeAreAnswered() {
    FakeTransport client = rig.openSignedIn();
    int max = SocketRig.CONFIG.commandsInFlightMax();
    for (int i = 0; i < max; i++) {
      assertThat(client.isPaused()).isFalse();
      client.says(COMMAND);
    }
    assertThat(client.isPaused()).isTrue();

    for (int i = 0; i < max / 2; i++) {
      assertThat(client.isPaused()).isTrue();
      rig.asked.get(i).answer().complete(Map.of());
    }

    assertThat(client.isPaused()).isFalse();
  }

  @Test
  void nothingIsWrittenToASocketThatIsGone() {
    FakeTransport client = rig.openSignedIn();
    client.says(COMMAND);

    client.leaves();
    rig.asked.getFirst().answer().complete(Map.of());
    client.says(COMMAND);

    assertThat(client.frames()).isEmpty();
    assertThat(rig.asked).hasSize(1);
    assertThat(rig.sockets.size()).isZero();
  }

  @Test
  void signingInAgainAsOneselfIsHarmless() {
    FakeTransport client = rig.openSignedIn();

    client.says(signIn(SocketRig.TOKEN));

    assertThat(client.lastFrame().getString("type")).isEqualTo("rec");
  }

  private void stillThere(FakeTransport client, Duration time) {
    assertThat(client.closed()).isNull();
    rig.advance(time);
  }

  private static String signIn(String token) {
    return "{'type':'send','address':'session.open','replyAddress':'r','body':{'token':'%s'}}"
        .formatted(token);
  }

  /// Of two-byte characters, so that it has far fewer of them than bytes.
  private static Buffer frameOf(int bytes) {
    String frame = "{\"type\":\"ping\",\"x\":\"%s\"}";
    int left = bytes - frame.length() + 2;
    return Buffer.buffer(frame.formatted("ä".repeat(left / 2) + "a".repeat(left % 2)));
  }

  private static void assertIsError(JsonObject frame, ErrorCode code) {
    assertThat(frame.getString("type")).isEqualTo("err");
    assertThat(frame.getInteger("failureCode")).isEqualTo(code.number());
    assertThat(frame.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
  }
}
