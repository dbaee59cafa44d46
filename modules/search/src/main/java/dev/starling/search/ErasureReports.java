package dev.starling.search;

import dev.starling.persistence.erasure.ReceiptRepository;
import dev.starling.persistence.erasure.Remains;
import dev.starling.search.index.MessageIndex;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.erasure.ErasureProgress;
import dev.starling.wire.erasure.ErasureProgress.Place;
import dev.starling.wire.erasure.ErasureProgress.Remainder;
import dev.starling.wire.erasure.ErasureProgress.State;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Says what there still is of something that was deleted. It looks, each time, and believes no
/// record of what was done.
final class ErasureReports {

  private final ReceiptRepository receipts;
  private final MessageIndex index;

  ErasureReports(ReceiptRepository receipts, MessageIndex index) {
    this.receipts = receipts;
    this.index = index;
  }

  Future<ErasureProgress> of(String id) {
    return receipts
        .find(id)
        .map(
            found ->
                found.orElseThrow(
                    () -> new Failure.NotFound(ErrorCode.ERASURE_NOT_FOUND, "no such receipt")))
        .compose(
            remains -> index.count(remains.parts()).map(indexed -> report(id, remains, indexed)));
  }

  private static ErasureProgress report(String id, Remains remains, long indexed) {
    Map<Place, Long> left = new EnumMap<>(Place.class);
    left.put(Place.MESSAGES, remains.messages());
    left.put(Place.REVISIONS, remains.revisions());
    left.put(Place.REACTIONS, remains.reactions());
    left.put(Place.MEDIA, remains.media());
    left.put(Place.STORIES, remains.stories());
    left.put(Place.SEARCH_INDEX, indexed);
    return new ErasureProgress(
        id,
        remains.finishedAt() == null ? State.RUNNING : State.FINISHED,
        remains.startedAt(),
        remains.finishedAt(),
        left.entrySet().stream().filter(one -> one.getValue() == 0).map(Map.Entry::getKey).toList(),
        stillIn(left));
  }

  private static List<Remainder> stillIn(Map<Place, Long> left) {
    return left.entrySet().stream()
        .filter(one -> one.getValue() > 0)
        .map(one -> new Remainder(one.getKey(), one.getValue()))
        .toList();
  }
}
