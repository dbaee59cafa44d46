package dev.starling.search;

import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.index.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What may not be in the index yet, straight from PostgreSQL: the newest messages since the moment
/// up to which everything is indexed. They are only read here, and matched later.
final class Tail {

  /// A message's time is taken a little before its batch is put into the outbox, by at most what
  /// one statement may take.
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final SearchRepository repository;
  private final QueryConfig config;

  Tail(SearchRepository repository, QueryConfig config) {
    this.repository = repository;
    this.config = config;
  }

  Future<List<MessageText>> of(MessageQuery query, Resolved resolved, Instant indexedThrough) {
    Instant since = indexedThrough.minus(SLACK);
    Place after = query.after();
    boolean isBehind = after != null && after.at().isBefore(since);
    if (isBehind && !query.order().isByRelevance() && !query.asked().hasFacets()) {
      return Future.succeededFuture(List.of());
    }
    return resolved.conversations() != null && resolved.conversations().size() == 1
        ? repository.newest(
            query.asker(), resolved.conversations().getFirst(), since, config.tailMessagesMax())
        : repository.newest(
            query.asker(),
            since,
            config.tailConversationsMax(),
            config.tailPerConversationMax(),
            config.tailMessagesMax());
  }
}
