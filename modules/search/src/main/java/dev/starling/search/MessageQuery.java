package dev.starling.search;

import dev.starling.search.index.Order;
import dev.starling.search.index.Place;
import dev.starling.search.query.Clause;
import dev.starling.search.query.Dates;
import dev.starling.search.query.QueryParser;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SearchMessages;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// One question for one page of messages, read and not yet looked into.
///
/// @param after null for the first page
record MessageQuery(
    UserId asker, SearchMessages asked, List<Clause> clauses, Order order, int limit, Place after) {

  private record Start(Order order, Place after) {}

  static MessageQuery of(UserId asker, SearchMessages asked, PageRequest page, Instant now) {
    List<Clause> clauses = QueryParser.parse(asked.q(), new Dates(asked.zoneId(), now));
    Start start = start(asked, page, now);
    return new MessageQuery(asker, asked, clauses, start.order(), page.limit(), start.after());
  }

  private static Start start(SearchMessages asked, PageRequest page, Instant now) {
    if (asked.wantsRelevance()) {
      Start next = page.after(MessageQuery::byRelevance);
      return next == null ? new Start(new Order(now), null) : next;
    }
    return new Start(Order.NEWEST, page.after(in -> place(0, in)));
  }

  /// The same for the first page.
  MessageQuery fromTheStart() {
    return new MessageQuery(asker, asked, clauses, order, limit, null);
  }

  /// For the page that begins behind this place.
  String cursor(Place place) {
    return order.isByRelevance()
        ? Cursor.of(
            order.origin(),
            (long) place.points(),
            place.at(),
            place.conversation().value(),
            place.seq())
        : Cursor.of(place.at(), place.conversation().value(), place.seq());
  }

  private static Start byRelevance(Cursor.Reader in) throws IOException {
    Order order = new Order(in.time());
    return new Start(order, place(Math.toIntExact(Math.clamp(in.number(), 0, 1_000)), in));
  }

  private static Place place(int points, Cursor.Reader in) throws IOException {
    Instant at = in.time();
    long conversation = in.number();
    long seq = in.number();
    if (conversation < 0 || seq < 0) {
      throw new IllegalArgumentException("no place of a message");
    }
    return new Place(points, at, new ConversationId(conversation), seq);
  }
}
