package dev.starling.bench.micro;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.frame.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/// What everyday traffic looks like: texts of about 100 bytes, ids as a server of some age gives
/// them out.
public final class Samples {

  public static final ConversationId CONVERSATION = new ConversationId(7_654_321_098L);
  public static final UserId SENDER = user(0);
  public static final String CLIENT_ID = "018f3c2e-7b1a-7c3d-9e4f-0123456789ab";
  public static final String TEXT =
      "Shall we meet at half past six at the north gate? I will bring the maps, you bring \"lunch\""
          + " 🍎.";
  public static final long SEQ = 4_711;

  private static final long FIRST_USER = 1_234_567_890L;
  private static final Instant AT = Instant.parse("2026-11-24T12:34:56.789Z");
  private static final long XID = 98_765_432L;

  private Samples() {}

  public static UserId user(int index) {
    return new UserId(FIRST_USER + index);
  }

  public static List<UserId> users(int count) {
    return LongStream.range(0, count).mapToObj(i -> user((int) i)).toList();
  }

  /// What a client sends.
  public static String sendFrame() {
    return """
    {"type":"send","address":"message.send","headers":{},\
    "body":{"conversation":"%s","clientId":"%s","text":"%s"},\
    "replyAddress":"6ba7b810-9dad-11d1-80b4-00c04fd430c8"}\
    """
        .formatted(CONVERSATION.text(), CLIENT_ID, TEXT.replace("\"", "\\\""));
  }

  public static ConversationEvent.Message message() {
    return new ConversationEvent.Message(CONVERSATION, SEQ, SENDER, AT, CLIENT_ID, TEXT);
  }

  public static Instant at() {
    return AT;
  }

  /// What one node has for another: so many messages, with one recipient each.
  public static List<Delivery> deliveries(int count) {
    return LongStream.range(0, count).mapToObj(i -> delivery(List.of(user((int) i)))).toList();
  }

  public static Delivery delivery(List<UserId> recipients) {
    return new Delivery.Durable(
        CONVERSATION, SEQ, XID, XID - 1, ServerFrame.event(message()), recipients);
  }
}
