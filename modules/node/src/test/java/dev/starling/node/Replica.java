package dev.starling.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a client has of one conversation: the messages it was given, and what events made of them,
/// by the one rule that the protocol gives it.
final class Replica {

  /// What stays of a message of which nothing can be seen any more.
  private static final List<String> KEPT =
      List.of("type", "conversation", "seq", "sender", "at", "clientId", "changedSeq", "expiresAt");

  private final String me;
  private final Set<Long> hidden = new HashSet<>();
  private final SortedMap<Long, ObjectNode> messages = new TreeMap<>();

  Replica(String me) {
    this.me = me;
  }

  /// A page of history, whichever and whenever: its messages are as they are now. What changes of
  /// others stand in it is heard in its turn.
  void load(Collection<JsonNode> page) {
    page.forEach(this::take);
  }

  /// An event of the inbox.
  void hear(JsonNode event) {
    take(event);
    if (event.has("thread")) {
      replied(event.get("thread").asLong(), event);
    }
    if (event.has("target")) {
      changed(event.get("target").asLong(), event);
    }
  }

  /// Does what time does: of what has expired nothing stays, nor of quotes of it.
  void expire(Instant now) {
    messages.forEach(
        (seq, message) -> {
          JsonNode expiry = message.get("expiresAt");
          if (expiry != null && !Instant.parse(expiry.asText()).isAfter(now)) {
            String why = message.path("deleted").asText("expired");
            message.retain(KEPT);
            message.put("deleted", why);
            quoting(seq).forEach(answer -> answer.remove("quote"));
          }
        });
  }

  /// A message that this person wants to see no more. It may come later than this is heard, since
  /// each is told in a conversation of its own.
  void hide(long seq) {
    hidden.add(seq);
    veil(messages.get(seq));
  }

  SortedMap<Long, ObjectNode> messages() {
    return messages;
  }

  private void take(JsonNode event) {
    if (event.get("type").asText().equals("message")) {
      messages.merge(
          event.get("seq").asLong(),
          event.deepCopy(),
          (known, other) -> changed(other) >= changed(known) ? other : known);
      if (hidden.contains(event.get("seq").asLong())) {
        veil(messages.get(event.get("seq").asLong()));
      }
    }
  }

  /// Of what is hidden only its place is shown, whatever becomes of it.
  private static void veil(ObjectNode message) {
    if (message != null) {
      JsonNode thread = message.get("thread");
      message.retain(KEPT);
      message.remove("expiresAt");
      message.put("deleted", "hidden");
      if (thread != null) {
        message.set("thread", thread);
      }
    }
  }

  private void changed(long target, JsonNode event) {
    if (event.get("type").asText().equals("deleted")) {
      quoting(target).forEach(answer -> answer.remove("quote"));
    }
    ObjectNode message = messages.get(target);
    if (message != null && event.get("seq").asLong() > changed(message)) {
      message.set("changedSeq", event.get("seq"));
      if (!message.path("deleted").asText().equals("hidden")) {
        apply(message, event);
      } else if (event.get("type").asText().equals("deleted")) {
        message.remove("thread");
      }
    }
  }

  /// A reply came, which makes one more, or was deleted, which says what is left.
  private void replied(long thread, JsonNode event) {
    ObjectNode root = messages.get(thread);
    if (root == null || root.has("deleted") || event.get("seq").asLong() <= changed(root)) {
      return;
    }
    root.set("changedSeq", event.get("seq"));
    if (event.get("type").asText().equals("message")) {
      ObjectNode replies = root.withObjectProperty("replies");
      replies.put("count", replies.path("count").asInt() + 1);
      replies.set("lastSeq", event.get("seq"));
      replies.set("lastAt", event.get("at"));
    } else {
      copy(event, root, "replies");
    }
  }

  private void apply(ObjectNode message, JsonNode event) {
    switch (event.get("type").asText()) {
      case "edited" -> {
        message.set("text", event.get("text"));
        message.set("editedAt", event.get("at"));
        copy(event, message, "mentions");
        copy(event, message, "mentionsAll");
      }
      case "deleted" -> {
        message.retain(KEPT);
        message.set("deleted", event.get("by"));
      }
      case "reaction" -> react(message, event);
      case "pinned" -> {
        if (event.get("pinned").asBoolean()) {
          message.put("pinned", true);
        } else {
          message.remove("pinned");
        }
      }
      case "poll-voted" -> {
        copy(event, message, "votes");
        copy(event, message, "voters");
        if (event.get("sender").asText().equals(me)) {
          message.set("myVotes", event.get("options"));
          withoutEmpty(message, "myVotes");
        }
      }
      case "poll-closed" -> message.put("pollClosed", true);
      default -> throw new AssertionError("an event that changes a message: " + event);
    }
  }

  private void react(ObjectNode message, JsonNode event) {
    String emoji = event.get("emoji").asText();
    int count = event.get("count").asInt();
    ArrayNode reactions = message.withArrayProperty("reactions");
    int place = 0;
    while (place < reactions.size() && !reactions.get(place).get("emoji").asText().equals(emoji)) {
      place++;
    }
    if (count == 0) {
      reactions.remove(place);
    } else if (place < reactions.size()) {
      ((ObjectNode) reactions.get(place)).set("count", event.get("count"));
    } else {
      reactions.addObject().put("emoji", emoji).set("count", event.get("count"));
    }
    if (event.get("sender").asText().equals(me)) {
      ArrayNode mine = message.withArrayProperty("myReactions");
      if (event.get("added").asBoolean()) {
        mine.add(emoji);
      } else {
        mine.remove(texts(mine).indexOf(emoji));
      }
    }
    withoutEmpty(message, "reactions");
    withoutEmpty(message, "myReactions");
  }

  private static void copy(JsonNode event, ObjectNode message, String field) {
    if (event.has(field)) {
      message.set(field, event.get(field));
    } else {
      message.remove(field);
    }
  }

  private static void withoutEmpty(ObjectNode message, String field) {
    if (message.path(field).isEmpty()) {
      message.remove(field);
    }
  }

  private List<ObjectNode> quoting(long target) {
    return messages.values().stream()
        .filter(message -> message.path("replyTo").asLong() == target)
        .toList();
  }

  private static List<String> texts(ArrayNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static long changed(JsonNode message) {
    return message.path("changedSeq").asLong();
  }
}
