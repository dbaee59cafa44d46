package dev.starling.node.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What asyncapi.yaml says of frames.
final class AsyncApi {

  private static final String INBOX = "inbox";

  private final Document document = Document.asyncapi();

  /// The addresses of commands, and the names of their channels.
  private final Map<String, String> commands = new TreeMap<>();

  /// The payloads of what comes on the inbox, by the type of the event.
  private final Map<String, JsonNode> events = new TreeMap<>();

  AsyncApi() {
    document
        .at("/channels")
        .properties()
        .forEach(
            channel -> {
              if (channel.getValue().path("messages").has("command")) {
                commands.put(channel.getValue().get("address").asText(), channel.getKey());
              }
            });
    for (JsonNode message : document.at("/operations/deliver/messages")) {
      JsonNode payload = document.resolve(message).get("payload");
      JsonNode body = document.resolve(payload.at("/allOf/1/properties/body"));
      if (!body.isMissingNode()) {
        events.put(body.at("/properties/type/const").asText(), payload);
      }
    }
  }

  Document document() {
    return document;
  }

  Set<String> commandAddresses() {
    return commands.keySet();
  }

  Set<String> eventTypes() {
    return events.keySet();
  }

  JsonNode commandBody(String address) {
    JsonNode payload = payload("/channels/" + commands.get(address) + "/messages/command");
    return document.resolve(payload.at("/allOf/1/properties/body"));
  }

  /// What the document says of a command besides its frames.
  JsonNode commandOperation(String address) {
    String channel = "#/channels/" + commands.get(address);
    for (JsonNode operation : document.at("/operations")) {
      if (operation.at("/channel/$ref").asText().equals(channel)) {
        return operation;
      }
    }
    throw new AssertionError("no operation: " + address);
  }

  /// What is wrong with a frame that carries a command.
  List<String> commandProblems(String address, JsonNode frame) {
    String channel = commands.get(address);
    return channel == null
        ? List.of("no command: " + address)
        : document.problems(payload("/channels/" + channel + "/messages/command"), frame);
  }

  /// What is wrong with a client's frame that is no command.
  List<String> clientFrameProblems(String message, JsonNode frame) {
    return document.problems(payload("/components/messages/" + message), frame);
  }

  /// What is wrong with the answer to a command.
  List<String> answerProblems(String address, JsonNode frame) {
    List<JsonNode> payloads =
        document.at("/operations").properties().stream()
            .map(Map.Entry::getValue)
            .filter(
                operation ->
                    operation
                        .at("/channel/$ref")
                        .asText()
                        .equals("#/channels/" + commands.get(address)))
            .flatMap(operation -> operation.at("/reply/messages").findValues("$ref").stream())
            .map(reference -> payload(reference.asText().substring(1)))
            .toList();
    return problemsOfBest(payloads, frame);
  }

  /// What is wrong with a frame that answers no command.
  List<String> frameProblems(JsonNode frame) {
    return switch (frame.path("type").asText()) {
      case "pong" -> document.problems(payload("/components/messages/Pong"), frame);
      case "err" -> {
        List<JsonNode> errors =
            List.of(
                payload("/components/messages/Failure"), payload("/components/messages/Closing"));
        yield problemsOfBest(errors, frame);
      }
      case "rec" -> eventProblems(frame);
      default -> List.of("no frame of the document: " + frame);
    };
  }

  private List<String> eventProblems(JsonNode frame) {
    JsonNode payload = events.get(frame.at("/body/type").asText());
    return payload == null || !frame.path("address").asText().equals(INBOX)
        ? List.of("no event of the document: " + frame)
        : document.problems(payload, frame);
  }

  private List<String> problemsOfBest(List<JsonNode> payloads, JsonNode frame) {
    List<List<String>> problems =
        payloads.stream().map(payload -> document.problems(payload, frame)).toList();
    return problems.stream().anyMatch(List::isEmpty)
        ? List.of()
        : problems.stream().flatMap(List::stream).collect(Collectors.toList());
  }

  private JsonNode payload(String pointer) {
    return document.at(pointer).get("payload");
  }
}
