package dev.starling.search;

import dev.starling.search.index.Place;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import java.io.IOException;
import java.time.Instant;

/// One question for one page of messages, checked.
///
/// @param conversation null for all of the asker's
/// @param after null for the first page
record MessageQuery(
    UserId asker, Words words, ConversationId conversation, int limit, Place after) {

  static MessageQuery of(UserId asker, String q, ConversationId conversation, PageRequest page) {
    return new MessageQuery(
        asker, Words.parse(q), conversation, page.limit(), page.after(MessageQuery::place));
  }

  /// For the page that begins behind this place.
  static String cursor(Place place) {
    return Cursor.of(place.at(), place.conversation().value(), place.seq());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    Instant at = in.time();
    long conversation = in.number();
    long seq = in.number();
    if (conversation < 0 || seq < 0) {
      throw new IllegalArgumentException("no place of a message");
    }
    return new Place(at, new ConversationId(conversation), seq);
  }
}
