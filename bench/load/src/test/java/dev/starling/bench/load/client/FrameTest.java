package dev.starling.bench.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.measure.Payload;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what the server's own code writes, and the same in another order.
class FrameTest {

  private final Frame frame = new Frame();

  @Test
  void aMessage() {
    read(ServerFrame.event(message("r1 s2 n3 words")));

    assertThat(frame.isOfInbox()).isTrue();
    assertThat(frame.hasText()).isTrue();
    assertThat(frame.payload()).isEqualTo(new Payload(1, 2, 3));
    assertThat(frame.seq()).isEqualTo(42);
    assertThat(frame.isError()).isFalse();
    assertThat(frame.question()).isEqualTo(-1);
  }

  @Test
  void aMessageOfSomebodyElse() {
    read(ServerFrame.event(message("say \"r1 s2 n3\" \\ é \u0001 {[")));

    assertThat(frame.hasText()).isTrue();
    assertThat(frame.payload()).isNull();
    assertThat(frame.seq()).isEqualTo(42);
  }

  @Test
  void theEndOfAResume() {
    read(ServerFrame.signal(new Signal.CaughtUp("a.b-c_1")));

    assertThat(frame.isOfInbox()).isTrue();
    assertThat(frame.isCaughtUp()).isTrue();
    assertThat(frame.cursor()).isEqualTo("a.b-c_1");
    assertThat(frame.hasText()).isFalse();
  }

  @Test
  void aResumeThatIsTooMuch() {
    read(ServerFrame.signal(new Signal.TooLong(List.of(), false)));

    assertThat(frame.isTooLong()).isTrue();
    assertThat(frame.isCaughtUp()).isFalse();
  }

  @Test
  void aNodeThatLeaves() {
    read(ServerFrame.signal(new Signal.Draining(850)));

    assertThat(frame.isDraining()).isTrue();
    assertThat(frame.reconnectAfterMs()).isEqualTo(850);
  }

  @Test
  void aRefusal() {
    read(ServerFrame.err("17", new Failure.Invalid(ErrorCode.TEXT_TOO_LONG, "long")));

    assertThat(frame.isError()).isTrue();
    assertThat(frame.failureCode()).isEqualTo(105);
    assertThat(frame.question()).isEqualTo(17);
    assertThat(frame.isOfInbox()).isFalse();
  }

  /// Nothing is left of what was read before.
  @Test
  void aPongAfterEverythingElse() {
    aMessage();
    theEndOfAResume();
    aNodeThatLeaves();
    aRefusal();
    read(ServerFrame.PONG);

    assertThat(frame.isError() || frame.isOfInbox() || frame.isCaughtUp()).isFalse();
    assertThat(frame.isDraining() || frame.hasText()).isFalse();
    assertThat(frame.question()).isEqualTo(-1);
    assertThat(frame.cursor()).isNull();
    assertThat(frame.seq() + frame.reconnectAfterMs() + frame.failureCode()).isZero();
  }

  @Test
  void fieldsInAnotherOrderAndUnknownOnes() {
    read(
        """
        { "new" : {"type": "err", "deep": [{"text": "no"}, "]}"], "n": -1.5e3, "t": true},
         "body": {"seq": "no", "text": "r1 s2 n3 a", "more": {"text": "no", "type": "no"}, "list": ["text"],
         "none": null, "type": "message"},
         "address": "inbox", "type": "rec"}\
        """);

    assertThat(frame.isOfInbox()).isTrue();
    assertThat(frame.payload()).isEqualTo(new Payload(1, 2, 3));
    assertThat(frame.isError()).isFalse();
    assertThat(frame.seq()).isZero();
  }

  @Test
  void fieldsOfAnotherKind() {
    read("{\"type\":[\"err\"],\"address\":5,\"body\":[{\"text\":\"a\"}],\"failureCode\":\"x\"}");

    assertThat(frame.isError() || frame.isOfInbox() || frame.hasText()).isFalse();
    assertThat(frame.question()).isEqualTo(-1);
    assertThat(frame.failureCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "\"a\"",
        "{\"type\":",
        "{\"type\" \"rec\"}",
        "{\"a\":\"\\",
        "{\"a\":["
      })
  void whatIsNoFrame(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON object: " + text);
  }

  private void read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    frame.read(bytes, bytes.length);
  }

  private static ConversationEvent message(String text) {
    return new ConversationEvent.Message(
        new ConversationId(9), 42, new UserId(7), Instant.EPOCH, "id", text);
  }

  @Test
  void aReaction() {
    read(ServerFrame.event(reaction(true)));

    assertThat(frame.isReaction()).isTrue();
    assertThat(frame.target()).isEqualTo(7);
    assertThat(frame.isAdded()).isTrue();
    assertThat(frame.hasText()).isFalse();
  }

  @Test
  void aReactionTakenBack() {
    read(ServerFrame.event(reaction(false)));

    assertThat(frame.isReaction()).isTrue();
    assertThat(frame.isAdded()).isFalse();
  }

  private static ConversationEvent reaction(boolean added) {
    return new ConversationEvent.Reacted(
        new ConversationId(5), 9, new UserId(6), Instant.EPOCH, 7, "👍", added, 1);
  }
}
