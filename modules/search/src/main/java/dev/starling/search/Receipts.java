package dev.starling.search;

import dev.starling.persistence.search.ErasureRepository;
import dev.starling.persistence.search.ErasureRepository.Left;
import dev.starling.persistence.search.MessageKey;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.search.ErasureReceipt;
import dev.starling.wire.search.ErasureReceipt.Place;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Says where nothing of a message is any more. It looks, each time, and believes no record of what
/// was done.
final class Receipts {

  private final ErasureRepository repository;
  private final Generations generations;

  Receipts(ErasureRepository repository, Generations generations) {
    this.repository = repository;
    this.generations = generations;
  }

  Future<ErasureReceipt> of(UserId member, ConversationId conversation, long seq) {
    MessageKey message = new MessageKey(conversation, seq);
    return repository
        .left(member, message)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new Failure.NotFound(
                            ErrorCode.MESSAGE_NOT_FOUND, "no such message for this member")))
        .compose(
            left ->
                generations
                    .have(message, left.at())
                    .map(isIndexed -> receipt(message, left, isIndexed)));
  }

  private static ErasureReceipt receipt(MessageKey message, Left left, boolean isIndexed) {
    Map<Place, Boolean> there = new EnumMap<>(Place.class);
    there.put(Place.MESSAGE, left.message());
    there.put(Place.REVISIONS, left.revisions());
    there.put(Place.REACTIONS, left.reactions());
    there.put(Place.SEARCH_INDEX, isIndexed);
    return new ErasureReceipt(
        message.conversation(), message.seq(), places(there, false), places(there, true));
  }

  private static List<Place> places(Map<Place, Boolean> there, boolean wanted) {
    return there.entrySet().stream()
        .filter(entry -> entry.getValue() == wanted)
        .map(Map.Entry::getKey)
        .toList();
  }
}
