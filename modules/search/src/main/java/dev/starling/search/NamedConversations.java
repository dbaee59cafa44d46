package dev.starling.search;

import dev.starling.search.index.MessageIndex;
import dev.starling.search.index.Place;
import dev.starling.search.index.Question;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/// Hits inside of the conversations that a query names: for a single one that is one shard of each
/// month.
record NamedConversations(
    MessageIndex index,
    Function<List<ConversationId>, Question> question,
    List<ConversationId> conversations)
    implements HitSource {

  @Override
  public Future<List<Place>> after(Place place, int limit) {
    return conversations.isEmpty()
        ? Future.succeededFuture(List.of())
        : index.find(question.apply(conversations), place, limit);
  }
}
