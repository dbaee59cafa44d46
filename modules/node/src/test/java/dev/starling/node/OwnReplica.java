package dev.starling.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a client has of what belongs to its person alone, about one conversation: how they keep it,
/// their bookmarks, their draft and what waits for its time.
final class OwnReplica {

  private static final JsonNode USUAL = Json.read("{}", JsonNode.class);

  private final String about;
  private final Set<Long> bookmarks = new TreeSet<>();
  private final Set<String> scheduled = new TreeSet<>();
  private JsonNode settings = USUAL;
  private String draft;

  OwnReplica(String about) {
    this.about = about;
  }

  /// What the server says now.
  static OwnReplica loaded(Person person, String about) {
    OwnReplica fresh = new OwnReplica(about);
    JsonNode shown = person.rest().get("/v1/conversations/" + about).body();
    fresh.settings = shown.has("settings") ? shown.get("settings") : USUAL;
    for (JsonNode bookmark : all(person, "/v1/bookmarks")) {
      if (bookmark.at("/message/conversation").asText().equals(about)) {
        fresh.bookmarks.add(bookmark.at("/message/seq").asLong());
      }
    }
    for (JsonNode waiting : all(person, "/v1/scheduled")) {
      if (waiting.get("conversation").asText().equals(about)) {
        fresh.scheduled.add(waiting.get("id").asText());
      }
    }
    for (JsonNode begun : all(person, "/v1/drafts")) {
      if (begun.get("conversation").asText().equals(about)) {
        fresh.draft = begun.get("text").asText();
      }
    }
    return fresh;
  }

  /// An event of the person's own conversation.
  void hear(JsonNode event) {
    if (!event.path("about").asText().equals(about)) {
      return;
    }
    switch (event.get("type").asText()) {
      case "settings" -> settings = event.get("settings");
      case "bookmark" -> {
        long seq = event.get("aboutSeq").asLong();
        if (event.get("added").asBoolean()) {
          bookmarks.add(seq);
        } else {
          bookmarks.remove(seq);
        }
      }
      case "draft" -> draft = event.path("text").asText(null);
      case "scheduled" -> {
        Set<String> ids = new TreeSet<>();
        event.get("scheduled").forEach(id -> ids.add(id.asText()));
        if (event.get("change").asText().equals("set")) {
          scheduled.addAll(ids);
        } else if (event.get("change").asText().equals("cancelled")) {
          scheduled.removeAll(ids);
        }
      }
      default -> {}
    }
  }

  /// All of it, for comparing.
  ///
  /// @param messages a bookmark of what cannot be seen any more is not shown
  List<Object> shown(Replica messages) {
    List<Long> seen =
        bookmarks.stream().filter(seq -> !messages.messages().get(seq).has("deleted")).toList();
    return List.of(settings, seen, String.valueOf(draft), List.copyOf(scheduled));
  }

  private static List<JsonNode> all(Person person, String path) {
    List<JsonNode> items = new ArrayList<>();
    JsonNode page = person.rest().get(path + "?limit=200").body();
    page.get("items").forEach(items::add);
    while (!page.get("next").isNull()) {
      page = person.rest().get(path + "?limit=200&cursor=" + page.get("next").asText()).body();
      page.get("items").forEach(items::add);
    }
    return items;
  }
}
