package dev.starling.search.index;

import dev.starling.persistence.search.Mark;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.MessageVersion;
import dev.starling.search.text.Analysis;
import dev.starling.search.text.Analyzed;
import dev.starling.search.text.Token;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What Elasticsearch gets to know of a message. The fields are those of `message-index.json`; the
/// words are cut already, with a space between any two.
record MessageDocument(
    ConversationId conversation,
    long seq,
    UserId sender,
    Instant at,
    String words,
    String wholes,
    String inners,
    List<String> marks,
    List<String> mentions) {

  static MessageDocument of(MessageVersion version) {
    MessageText message = version.message();
    Analyzed text = Analysis.of(message.text());
    return new MessageDocument(
        message.conversation(),
        message.seq(),
        message.sender(),
        message.at(),
        joined(text.words()),
        joined(text.wholes()),
        joined(text.inners().stream().distinct().toList()),
        message.marks().stream().map(Mark::text).sorted().toList(),
        version.mentions());
  }

  static String id(ConversationId conversation, long seq) {
    return conversation + ":" + seq;
  }

  byte[] json() {
    return Json.bytes(this);
  }

  private static String joined(List<Token> tokens) {
    return tokens.stream().map(Token::term).collect(Collectors.joining(" "));
  }
}
