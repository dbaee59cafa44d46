package dev.starling.bench.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what the server's own code writes, and the same in another order.
class FrameTest {

  @Test
  void aMessage() {
    ConversationEvent event =
        new ConversationEvent.Message(
            new ConversationId(9), 42, new UserId(7), Instant.EPOCH, "id", "r1 s2 n3 \"é\"");

    assertThat(Frame.parse(ServerFrame.event(event)))
        .isEqualTo(new Frame("rec", "inbox", 0, "message", "r1 s2 n3 \"é\"", null));
  }

  @Test
  void aSignal() {
    assertThat(Frame.parse(ServerFrame.signal(new Signal.CaughtUp("c"))))
        .isEqualTo(new Frame("rec", "inbox", 0, "caught-up", null, "c"));
  }

  @Test
  void aRefusal() {
    Frame frame =
        Frame.parse(ServerFrame.err("17", new Failure.Invalid(ErrorCode.TEXT_TOO_LONG, "long")));

    assertThat(frame).isEqualTo(new Frame("err", "17", 105, null, null, null));
    assertThat(frame.isError()).isTrue();
  }

  @Test
  void aPong() {
    assertThat(Frame.parse(ServerFrame.PONG))
        .isEqualTo(new Frame("pong", null, 0, null, null, null));
  }

  @Test
  void fieldsInAnotherOrderAndUnknownOnes() {
    String frame =
        """
        {"new": {"type": "x", "deep": [{"text": "no"}]},
         "body": {"text": "hi", "more": {"text": "no", "type": "no"}, "list": ["text"], "type": "message"},
         "address": "inbox", "type": "rec"}\
        """;

    assertThat(Frame.parse(frame)).isEqualTo(new Frame("rec", "inbox", 0, "message", "hi", null));
  }

  @Test
  void aBodyThatIsNoObject() {
    assertThat(Frame.parse("{\"type\":\"rec\",\"address\":\"1\",\"body\":[{\"text\":\"a\"}]}"))
        .isEqualTo(new Frame("rec", "1", 0, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "\"a\"", "{\"type\":", "{\"type\" \"rec\"}"})
  void whatIsNoFrame(String text) {
    assertThatThrownBy(() -> Frame.parse(text)).isInstanceOf(UncheckedIOException.class);
  }
}
