package dev.starling.search;

import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageText;
import dev.starling.search.CheckedHits.Found;
import dev.starling.search.CheckedHits.Hit;
import dev.starling.search.index.Place;
import dev.starling.search.query.Candidate;
import dev.starling.search.query.Meaning;
import dev.starling.search.query.Points;
import dev.starling.search.text.Highlight;
import dev.starling.wire.search.Facets;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes one page of what the index found and of what is not in it yet. Computes, and may take its
/// time: it reads every word of the tail.
final class MessagePage {

  private MessagePage() {}

  static MessageHits of(
      MessageQuery query,
      Meaning meaning,
      Found found,
      List<MessageText> tail,
      Instant indexedThrough,
      Facets facets) {
    SortedMap<Place, Candidate> all = merged(query, meaning, found, tail);
    List<Place> places = all.keySet().stream().limit(query.limit()).toList();
    List<MessageHit> items = places.stream().map(place -> hit(all.get(place), meaning)).toList();
    Place last =
        all.size() > query.limit() ? places.getLast() : found.isAll() ? null : found.lookedTo();
    return new MessageHits(items, last == null ? null : query.cursor(last), indexedThrough, facets);
  }

  /// What was found and what of the tail belongs between it.
  static SortedMap<Place, Candidate> merged(
      MessageQuery query, Meaning meaning, Found found, List<MessageText> tail) {
    SortedMap<Place, Candidate> all = new TreeMap<>();
    Set<MessageKey> known = new HashSet<>();
    for (Hit hit : found.hits()) {
      all.put(hit.place(), hit.candidate());
      known.add(new MessageKey(hit.place().conversation(), hit.place().seq()));
    }
    for (MessageText message : tail) {
      Candidate candidate = new Candidate(message);
      if (!known.contains(new MessageKey(message.conversation(), message.seq()))
          && meaning.isMetBy(candidate)) {
        Place place = place(query, meaning, candidate);
        if (isOnPage(place, query, found)) {
          all.put(place, candidate);
        }
      }
    }
    return all;
  }

  private static Place place(MessageQuery query, Meaning meaning, Candidate candidate) {
    MessageText message = candidate.message();
    int points =
        query.order().isByRelevance() ? Points.of(meaning, candidate, query.order().origin()) : 0;
    return new Place(points, message.at(), message.conversation(), message.seq());
  }

  /// Behind the cursor, and not behind what the index was looked through for: hits that belong
  /// before it may still be missing.
  private static boolean isOnPage(Place place, MessageQuery query, Found found) {
    return (query.after() == null || place.compareTo(query.after()) > 0)
        && (found.isAll() || place.compareTo(found.lookedTo()) <= 0);
  }

  private static MessageHit hit(Candidate candidate, Meaning meaning) {
    MessageText message = candidate.message();
    return new MessageHit(
        message.conversation(),
        message.seq(),
        message.sender(),
        message.at(),
        message.text(),
        Highlight.of(message.text(), meaning.matchesIn(candidate)),
        null,
        null);
  }
}
