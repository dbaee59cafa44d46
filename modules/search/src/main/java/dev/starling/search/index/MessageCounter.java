package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.starling.persistence.erasure.Part;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/// Counts what all generations have of messages that are to be erased.
final class MessageCounter {

  /// Elasticsearch takes no more than 1,024 clauses.
  private static final int PARTS_MAX = 300;

  private static final Duration WITHIN = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final IndexNames names;

  MessageCounter(Cluster cluster, IndexNames names) {
    this.cluster = cluster;
    this.names = names;
  }

  Future<Long> count(List<Part> parts) {
    if (parts.isEmpty()) {
      return Future.succeededFuture(0L);
    }
    List<Part> some = parts.subList(0, Math.min(PARTS_MAX, parts.size()));
    return countOf(some)
        .compose(
            found -> count(parts.subList(some.size(), parts.size())).map(others -> found + others));
  }

  private Future<Long> countOf(List<Part> parts) {
    Query any = Query.of(query -> query.bool(anyOf(parts)));
    return cluster
        .askStarting(WITHIN, client -> client.count(of -> of.index(names.all()).query(any)))
        .map(answer -> answer.count());
  }

  private static BoolQuery anyOf(List<Part> parts) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    parts.forEach(part -> any.should(of -> of.bool(all(part))));
    return any.build();
  }

  private static BoolQuery all(Part part) {
    BoolQuery.Builder all =
        new BoolQuery.Builder()
            .filter(MessageFilters.term("conversation", part.conversation().text()))
            .filter(MessageFilters.upTo(part.untilSeq()));
    if (part.sender() != null) {
      all.filter(MessageFilters.term("sender", part.sender().text()));
    }
    return all.build();
  }
}
