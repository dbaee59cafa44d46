package dev.starling.wire.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import java.util.Map;
import java.util.stream.Collectors;

/// Everything a client may say. A new frame is a new record here, and the compiler lists what must
/// change.
public sealed interface ClientFrame {

  /// What bridge clients send to keep a socket open, byte for byte.
  String PING = "{\"type\":\"ping\"}";

  /// The longest reply address; bridge clients use a UUID.
  int REPLY_ADDRESS_LENGTH_MAX = 64;

  record Ping() implements ClientFrame {}

  /// A command. `publish` reads as a command without a reply address.
  ///
  /// @param replyAddress where the answer goes, null when none is wanted
  record Send(String address, String replyAddress, Body body) implements ClientFrame {}

  record Register(String address, Map<String, String> headers) implements ClientFrame {}

  record Unregister(String address) implements ClientFrame {}

  /// A command's body, not yet read: only its address says what it must be.
  record Body(JsonNode tree) {

    public <T> T as(Class<T> type) {
      if (!tree.isObject()) {
        throw new Failure.Invalid(ErrorCode.BAD_FIELD, "body: an object was expected");
      }
      return Json.read(tree, type);
    }
  }

  /// Reads one frame, or throws [Failure.Invalid].
  static ClientFrame parse(String text) {
    if (text.equals(PING)) {
      return new Ping();
    }
    Envelope envelope = Json.read(text, Envelope.class);
    return switch (envelope.type()) {
      case "ping" -> new Ping();
      case "send" -> new Send(envelope.addressed(), envelope.replyTo(), envelope.content());
      case "publish" -> new Send(envelope.addressed(), null, envelope.content());
      case "register" -> new Register(envelope.addressed(), envelope.headersAsText());
      case "unregister" -> new Unregister(envelope.addressed());
      case null -> throw new Failure.Invalid(ErrorCode.BAD_FRAME, "type: missing");
      default -> throw new Failure.Invalid(ErrorCode.BAD_FRAME, "type: not one of the protocol's");
    };
  }

  /// The bridge's JSON object, as it comes.
  record Envelope(
      String type,
      String address,
      String replyAddress,
      Map<String, JsonNode> headers,
      JsonNode body) {

    private String addressed() {
      if (address == null) {
        throw new Failure.Invalid(ErrorCode.BAD_FRAME, "address: missing");
      }
      return address;
    }

    private String replyTo() {
      if (replyAddress != null && replyAddress.length() > REPLY_ADDRESS_LENGTH_MAX) {
        throw new Failure.Invalid(
            ErrorCode.BAD_FRAME, "replyAddress: longer than " + REPLY_ADDRESS_LENGTH_MAX);
      }
      return replyAddress;
    }

    private Body content() {
      return new Body(body == null ? MissingNode.getInstance() : body);
    }

    private Map<String, String> headersAsText() {
      if (headers == null) {
        return Map.of();
      }
      return headers.entrySet().stream()
          .filter(header -> !header.getValue().isNull())
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, header -> header.getValue().asText()));
    }
  }
}
