package dev.starling.search;

import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.index.Place;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes hits from a source and keeps those that exist and that the asker may see, as PostgreSQL
/// has them at this moment.
final class CheckedHits {

  /// @param hits newest first
  /// @param lookedTo everything before this place was looked through; null at the very beginning
  /// @param isAll whether there is nothing behind it
  record Found(List<Hit> hits, Place lookedTo, boolean isAll) {}

  record Hit(Place place, MessageText message) {}

  private final SearchRepository repository;
  private final int roundsMax;

  CheckedHits(SearchRepository repository, int roundsMax) {
    this.repository = repository;
    this.roundsMax = roundsMax;
  }

  /// Goes on until there are as many as wanted, so that a page is not empty only because the index
  /// knew of things that are gone; but not for ever.
  Future<Found> gather(UserId asker, HitSource source, Place after, int wanted) {
    return round(asker, source, new Found(List.of(), after, false), wanted, roundsMax);
  }

  private Future<Found> round(
      UserId asker, HitSource source, Found before, int wanted, int roundsLeft) {
    return source
        .after(before.lookedTo(), wanted)
        .compose(places -> with(asker, before, places, wanted))
        .compose(
            found ->
                found.isAll() || found.hits().size() >= wanted || roundsLeft == 1
                    ? Future.succeededFuture(found)
                    : round(asker, source, found, wanted, roundsLeft - 1));
  }

  private Future<Found> with(UserId asker, Found before, List<Place> places, int wanted) {
    if (places.isEmpty()) {
      return Future.succeededFuture(new Found(before.hits(), before.lookedTo(), true));
    }
    List<MessageKey> keys = places.stream().map(CheckedHits::key).toList();
    return repository
        .visible(asker, keys)
        .map(
            visible -> {
              List<Hit> hits = new ArrayList<>(before.hits());
              hits.addAll(inOrderOf(places, visible));
              return new Found(hits, places.getLast(), places.size() < wanted);
            });
  }

  private static List<Hit> inOrderOf(List<Place> places, List<MessageText> visible) {
    Map<MessageKey, MessageText> byKey = HashMap.newHashMap(visible.size());
    visible.forEach(text -> byKey.put(new MessageKey(text.conversation(), text.seq()), text));
    return places.stream()
        .filter(place -> byKey.containsKey(key(place)))
        .map(place -> new Hit(place, byKey.get(key(place))))
        .toList();
  }

  private static MessageKey key(Place place) {
    return new MessageKey(place.conversation(), place.seq());
  }
}
