package dev.starling.messaging.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A socket that remembers what was written, and is full when told.
final class RecordingSink implements Sink {

  boolean full;

  /// Frames until it is.
  int fillsAfter = Integer.MAX_VALUE;

  final List<JsonNode> events = new ArrayList<>();

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void write(String frame) {
    events.add(Json.read(frame, JsonNode.class).get("body"));
    full |= --fillsAfter == 0;
  }

  /// The sequences of each conversation, in the order they came.
  Map<String, List<Long>> sequences() {
    Map<String, List<Long>> byConversation = new HashMap<>();
    for (JsonNode event : events) {
      if (event.has("seq")) {
        byConversation
            .computeIfAbsent(event.get("conversation").asText(), id -> new ArrayList<>())
            .add(event.get("seq").asLong());
      }
    }
    return byConversation;
  }

  List<String> types() {
    return events.stream().map(event -> event.get("type").asText()).toList();
  }

  String lastCursor() {
    return events.stream()
        .filter(event -> event.get("type").asText().equals("caught-up"))
        .reduce((first, second) -> second)
        .map(event -> event.get("cursor").asText())
        .orElse(null);
  }
}
