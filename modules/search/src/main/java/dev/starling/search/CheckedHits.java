package dev.starling.search;

import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.index.Place;
import dev.starling.search.query.Candidate;
import dev.starling.search.query.Meaning;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes hits from a source and keeps those that exist, that the asker may see, and that are what
/// was asked for, as PostgreSQL has them at this moment.
final class CheckedHits {

  /// @param hits in their order
  /// @param lookedTo everything before this place was looked through; null at the very beginning
  /// @param isAll whether there is nothing behind it
  record Found(List<Hit> hits, Place lookedTo, boolean isAll) {

    static final Found NOTHING = new Found(List.of(), null, true);
  }

  record Hit(Place place, Candidate candidate) {}

  /// @param wanted how many hits are enough
  record Wanted(UserId asker, Meaning meaning, int wanted) {}

  private final Vertx vertx;
  private final SearchRepository repository;

  CheckedHits(Vertx vertx, SearchRepository repository) {
    this.vertx = vertx;
    this.repository = repository;
  }

  /// Goes on until there are as many as wanted, so that a page is not empty only because the index
  /// knew of things that are gone; but not for ever.
  Future<Found> gather(Wanted wanted, HitSource source, Place after, int roundsMax) {
    return round(wanted, source, new Found(List.of(), after, false), roundsMax);
  }

  private Future<Found> round(Wanted wanted, HitSource source, Found before, int roundsLeft) {
    return source
        .after(before.lookedTo(), wanted.wanted())
        .compose(places -> with(wanted, before, places))
        .compose(
            found ->
                found.isAll() || found.hits().size() >= wanted.wanted() || roundsLeft == 1
                    ? Future.succeededFuture(found)
                    : round(wanted, source, found, roundsLeft - 1));
  }

  private Future<Found> with(Wanted wanted, Found before, List<Place> places) {
    if (places.isEmpty()) {
      return Future.succeededFuture(new Found(before.hits(), before.lookedTo(), true));
    }
    List<MessageKey> keys = places.stream().map(CheckedHits::key).toList();
    return repository
        .visible(wanted.asker(), keys)
        .compose(
            visible ->
                vertx.executeBlocking(
                    () -> {
                      List<Hit> hits = new ArrayList<>(before.hits());
                      hits.addAll(meant(wanted.meaning(), places, visible));
                      return new Found(hits, places.getLast(), places.size() < wanted.wanted());
                    },
                    false));
  }

  /// In the order of the places.
  private static List<Hit> meant(Meaning meaning, List<Place> places, List<MessageText> visible) {
    Map<MessageKey, MessageText> byKey = HashMap.newHashMap(visible.size());
    visible.forEach(text -> byKey.put(new MessageKey(text.conversation(), text.seq()), text));
    return places.stream()
        .filter(place -> byKey.containsKey(key(place)))
        .map(place -> new Hit(place, new Candidate(byKey.get(key(place)))))
        .filter(hit -> meaning.isMetBy(hit.candidate()))
        .toList();
  }

  private static MessageKey key(Place place) {
    return new MessageKey(place.conversation(), place.seq());
  }
}
