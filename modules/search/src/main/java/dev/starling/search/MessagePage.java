package dev.starling.search;

import dev.starling.persistence.search.MessageText;
import dev.starling.search.CheckedHits.Found;
import dev.starling.search.index.Place;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes one page of what the index found and of what is not in it yet. Computes, and may take its
/// time: it reads every word of the tail.
final class MessagePage {

  private MessagePage() {}

  static MessageHits of(
      MessageQuery query, Found found, List<MessageText> tail, Instant indexedThrough) {
    SortedMap<Place, MessageText> all = new TreeMap<>();
    found.hits().forEach(hit -> all.put(hit.place(), hit.message()));
    for (MessageText message : tail) {
      Place place = new Place(message.at(), message.conversation(), message.seq());
      if (isOnPage(place, query, found) && query.words().areIn(message.text())) {
        all.put(place, message);
      }
    }
    List<Place> places = all.keySet().stream().limit(query.limit()).toList();
    List<MessageHit> items =
        places.stream().map(place -> hit(all.get(place), query.words())).toList();
    Place last =
        all.size() > query.limit() ? places.getLast() : found.isAll() ? null : found.lookedTo();
    return new MessageHits(items, last == null ? null : MessageQuery.cursor(last), indexedThrough);
  }

  /// Behind the cursor, and not behind what the index was looked through for: hits that belong
  /// before it may still be missing.
  private static boolean isOnPage(Place place, MessageQuery query, Found found) {
    return (query.after() == null || place.compareTo(query.after()) > 0)
        && (found.isAll() || place.compareTo(found.lookedTo()) <= 0);
  }

  private static MessageHit hit(MessageText message, Words words) {
    return new MessageHit(
        message.conversation(),
        message.seq(),
        message.sender(),
        message.at(),
        message.text(),
        Highlight.of(message.text(), words.matchesIn(message.text())));
  }
}
