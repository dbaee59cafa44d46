package dev.starling.search;

import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.NeighbourRepository;
import dev.starling.persistence.search.NeighbourRepository.Found;
import dev.starling.wire.UserId;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.Neighbour;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Shows each hit between the messages around it, those that the asker may see.
final class Surroundings {

  private final NeighbourRepository neighbours;

  Surroundings(NeighbourRepository neighbours) {
    this.neighbours = neighbours;
  }

  /// @param context how many on each side; 0 for none, and then nothing is asked
  Future<MessageHits> of(UserId asker, MessageHits page, int context) {
    if (context == 0 || page.items().isEmpty()) {
      return Future.succeededFuture(page);
    }
    List<MessageKey> keys = page.items().stream().map(Surroundings::key).toList();
    return neighbours
        .around(asker, keys, context)
        .map(found -> found.stream().collect(Collectors.groupingBy(Found::around)))
        .map(
            byHit ->
                new MessageHits(
                    page.items().stream().map(hit -> between(hit, byHit)).toList(),
                    page.next(),
                    page.indexedThrough(),
                    page.facets()));
  }

  private static MessageHit between(MessageHit hit, Map<MessageKey, List<Found>> byHit) {
    List<Neighbour> all =
        byHit.getOrDefault(key(hit), List.of()).stream()
            .map(Found::neighbour)
            .sorted(Comparator.comparingLong(Neighbour::seq))
            .toList();
    return hit.between(
        all.stream().filter(one -> one.seq() < hit.seq()).toList(),
        all.stream().filter(one -> one.seq() > hit.seq()).toList());
  }

  private static MessageKey key(MessageHit hit) {
    return new MessageKey(hit.conversation(), hit.seq());
  }
}
