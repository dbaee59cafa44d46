package dev.starling.search.index;

import dev.starling.persistence.search.MessageText;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What Elasticsearch gets to know of a message. The fields are those of `message-index.json`.
record MessageDocument(
    ConversationId conversation, long seq, UserId sender, Instant at, String text) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

  static MessageDocument of(MessageText message) {
    return new MessageDocument(
        message.conversation(), message.seq(), message.sender(), message.at(), message.text());
  }

  static String indicesOf(String prefix) {
    return prefix + "-message-*";
  }

  String index(String prefix) {
    return prefix + "-message-" + MONTH.format(at);
  }

  String id() {
    return conversation + ":" + seq;
  }

  String routing() {
    return conversation.text();
  }

  byte[] json() {
    return Json.bytes(this);
  }
}
