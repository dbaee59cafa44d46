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

  /// The end of the year 9999, the last with a name in every format involved.
  private static final long MILLIS_MAX = 253_402_300_799_999L;

  static MessageQuery of(UserId asker, String q, ConversationId conversation, PageRequest page) {
    return new MessageQuery(
        asker, Words.parse(q), conversation, page.limit(), page.after(MessageQuery::place));
  }

  /// For the page that begins behind this place.
  static String cursor(Place place) {
    return Cursor.of(place.at().toEpochMilli(), place.conversation().value(), place.seq());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    long millis = in.number();
    long conversation = in.number();
    long seq = in.number();
    if (millis < 0 || millis > MILLIS_MAX || conversation < 0 || seq < 0) {
      throw new IllegalArgumentException("no place of a message");
    }
    return new Place(Instant.ofEpochMilli(millis), new ConversationId(conversation), seq);
  }
}
