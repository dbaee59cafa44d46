package dev.starling.wire.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal;
import dev.starling.wire.json.Json;

/// Everything a client is told, ready to be written to a socket.
public final class ServerFrame {

  public static final String PONG = "{\"type\":\"pong\"}";

  /// The address whose registration starts the event stream, and the one it comes on.
  public static final String INBOX = "inbox";

  /// Made once: it begins every event.
  private static final String TO_INBOX =
      "{\"type\":\"rec\",\"address\":" + Json.write(INBOX) + ",\"body\":";

  private ServerFrame() {}

  public static String event(ConversationEvent event) {
    return toInbox(event);
  }

  public static String signal(Signal signal) {
    return toInbox(signal);
  }

  private static String toInbox(Object body) {
    return TO_INBOX + Json.write(body) + "}";
  }

  /// An answer or an event: the body, already JSON, on an address.
  public static String rec(String address, String bodyJson) {
    return "{\"type\":\"rec\",\"address\":" + Json.write(address) + ",\"body\":" + bodyJson + "}";
  }

  /// Why the socket is about to be closed, for clients whose transport has no close codes.
  public static String closing(CloseCode code) {
    return Json.write(new Err(null, code.number(), code.reason(), null));
  }

  /// The one place a failure becomes a frame.
  ///
  /// @param address the reply address or the registered address, null when the frame named none
  public static String err(String address, Throwable cause) {
    return cause instanceof Failure failure
        ? Json.write(Err.of(address, failure))
        : Json.write(new Err(address, ErrorCode.INTERNAL.number(), "internal error", null));
  }

  @JsonPropertyOrder({"type", "address", "failureCode", "failureType", "message", "retryAfterMs"})
  private record Err(String address, int failureCode, String message, Long retryAfterMs) {

    static Err of(String address, Failure failure) {
      Long retry = failure instanceof Failure.TryLater later ? (Long) later.afterMillis() : null;
      return new Err(address, failure.code().number(), failure.getMessage(), retry);
    }

    @JsonProperty
    String type() {
      return "err";
    }

    @JsonProperty
    String failureType() {
      return "RECIPIENT_FAILURE";
    }
  }
}
