package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.frame.ClientFrame;
import dev.starling.wire.frame.OpenSession;
import dev.starling.wire.json.Json;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.ViewStory;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Whatever a client sends, reading it throws a [Failure] at worst.
class WireFuzzTest {

  private static final int TIMES = 20_000;

  private static final List<String> FRAMES =
      List.of(
          ClientFrame.PING,
          "{\"type\":\"send\",\"address\":\"message.send\",\"replyAddress\":\"r1\","
              + "\"body\":{\"conversation\":\"c9\",\"clientId\":\"m\",\"text\":\"hi\"}}",
          "{\"type\":\"publish\",\"address\":\"x\",\"headers\":{\"a\":\"b\"},\"body\":null}",
          "{\"type\":\"register\",\"address\":\"inbox\",\"headers\":{\"cursor\":\"AAAA\"}}",
          "{\"type\":\"unregister\",\"address\":\"inbox\"}");

  private static final List<String> BODIES =
      List.of(
          "{\"username\":\"ada\",\"password\":\"long"
              + " secret\",\"displayName\":\"Ada\",\"device\":\"x\"}",
          "{\"refreshToken\":\"a.b.c\"}",
          "{\"token\":\"a.b.c\"}",
          "{\"displayName\":\"Ada\"}",
          "{\"conversation\":\"c9\",\"clientId\":\"m\",\"text\":\"hi\"}",
          "{\"conversation\":\"c9\",\"seq\":7}",
          "{\"conversation\":\"c9\",\"after\":7,\"limit\":3,\"cursor\":\"AAAA\"}",
          "{\"kind\":\"group\",\"members\":[\"u1\",\"u2\"],\"title\":\"Climbing\"}",
          "{\"story\":\"t9\"}");

  private static final List<Class<?>> RECORDS =
      List.of(
          Registration.class,
          SignIn.class,
          Refresh.class,
          ProfileChange.class,
          OpenSession.class,
          SendMessage.class,
          MarkSeq.class,
          ReadEvents.class,
          OpenConversation.class,
          NewStory.class,
          ViewStory.class);

  private static final List<Class<?>> FRAME_BODIES =
      List.of(SendMessage.class, MarkSeq.class, ReadEvents.class, OpenSession.class);

  private final Fuzz fuzz = new Fuzz(getClass());

  @Test
  void aFrameIsReadOrRefused() {
    fuzz.run(
        TIMES,
        FRAMES,
        text -> {
          ClientFrame frame = ClientFrame.parse(text);
          if (frame instanceof ClientFrame.Send send) {
            assertThat(send.address()).isNotNull();
            FRAME_BODIES.forEach(type -> readOrRefused(() -> send.body().as(type)));
          }
          return frame;
        });
  }

  @Test
  void aBodyIsReadOrRefusedWhateverItWasMeantToBe() {
    fuzz.run(
        TIMES,
        BODIES,
        text -> {
          byte[] bytes = fuzz.spoilt(text);
          RECORDS.forEach(type -> readOrRefused(() -> Json.read(bytes, type)));
          return Json.read(bytes, JsonNode.class);
        });
  }

  @Test
  void bytesAreTextOrRefused() {
    fuzz.run(TIMES, List.of("{}"), any -> Utf8.decode(fuzz.bytes(8)));
  }

  @Test
  void aCursorIsReadOrRefusedByEveryList() {
    List<String> good =
        List.of(
            Cursor.of(1L),
            Cursor.of("a", "b", 1L),
            Cursor.of(Instant.EPOCH, 1L),
            Cursor.of(1L, 2L),
            Cursor.of("a"));

    fuzz.run(
        TIMES,
        good,
        text -> {
          readOrRefused(() -> Cursor.read(text, Cursor.Reader::number));
          readOrRefused(() -> Cursor.read(text, Cursor.Reader::time));
          return Cursor.read(text, Cursor.Reader::text);
        });
  }

  @Test
  void anIdIsReadOrRefusedAndReadsBackAsItself() {
    fuzz.run(
        TIMES,
        List.of("c9", "u1y2p0ij32e8e7", "s0", "t00"),
        text -> {
          readOrRefused(() -> UserId.parse(text));
          readOrRefused(() -> SessionId.parse(text));
          readOrRefused(() -> StoryId.parse(text));
          ConversationId id = ConversationId.parse(text);
          assertThat(ConversationId.parse(id.text())).isEqualTo(id);
          return id;
        });
  }

  @Test
  void aPageIsReadOrRefused() {
    fuzz.run(TIMES, List.of("50", "-1", "7"), text -> PageRequest.parse(text, null));
  }

  /// So that the refusal of one reading does not keep the others from being tried.
  private static void readOrRefused(Supplier<Object> reading) {
    try {
      assertThat(reading.get()).isNotNull();
    } catch (Failure expected) {
      assertThat(expected.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
  }
}
