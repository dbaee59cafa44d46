package dev.starling.search;

import dev.starling.search.index.MessageIndex;
import dev.starling.search.index.Place;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.util.List;

/// Hits inside one conversation: one shard of each month.
record OneConversation(MessageIndex index, Words words, ConversationId conversation)
    implements HitSource {

  @Override
  public Future<List<Place>> after(Place place, int limit) {
    return index.find(words.in(List.of(conversation)), place, limit);
  }
}
