package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.ObjectBuilder;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/// Asks for messages by their words, inside given conversations, newest first.
final class MessageFinder {

  private static final List<SortOptions> NEWEST_FIRST =
      List.of(
          descending("at", FieldType.Date),
          descending("conversation", FieldType.Keyword),
          descending("seq", FieldType.Long));

  private final Cluster cluster;
  private final ElasticsearchConfig config;

  MessageFinder(Cluster cluster, ElasticsearchConfig config) {
    this.cluster = cluster;
    this.config = config;
  }

  Future<List<Place>> find(Question question, Place after, int limit) {
    SearchRequest request = request(question, after, limit);
    return cluster
        .askStarting(config.searchTimeout(), client -> client.search(request, Void.class))
        .map(response -> response.hits().hits().stream().map(MessageFinder::place).toList());
  }

  private SearchRequest request(Question question, Place after, int limit) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(MessageDocument.indicesOf(config.indexPrefix()))
            .ignoreUnavailable(true)
            // Half an answer would read as "there is no more".
            .allowPartialSearchResults(false)
            .trackTotalHits(total -> total.enabled(false))
            .source(source -> source.fetch(false))
            .query(query -> query.bool(bool -> filters(bool, question)))
            .sort(NEWEST_FIRST)
            .size(limit);
    if (question.conversations().size() == 1) {
      search.routing(question.conversations().getFirst().text());
    }
    if (after != null) {
      search.searchAfter(
          FieldValue.of(after.at().toEpochMilli()),
          FieldValue.of(after.conversation().text()),
          FieldValue.of(after.seq()));
    }
    return search.build();
  }

  /// Filters only: nothing is scored, because nothing is sorted by score.
  private static BoolQuery.Builder filters(BoolQuery.Builder bool, Question question) {
    List<FieldValue> ids =
        question.conversations().stream().map(id -> FieldValue.of(id.text())).toList();
    return bool.filter(
            inside ->
                inside.terms(
                    terms -> terms.field("conversation").terms(values -> values.value(ids))))
        .filter(
            with -> question.lastIsBeginning() ? beginning(with, question) : all(with, question));
  }

  private static ObjectBuilder<Query> beginning(Query.Builder with, Question question) {
    return with.matchBoolPrefix(
        match -> match.field("text").query(question.words()).operator(Operator.And));
  }

  private static ObjectBuilder<Query> all(Query.Builder with, Question question) {
    return with.match(match -> match.field("text").query(question.words()).operator(Operator.And));
  }

  private static Place place(Hit<Void> hit) {
    List<FieldValue> sort = hit.sort();
    return new Place(
        Instant.ofEpochMilli(sort.get(0).longValue()),
        ConversationId.parse(sort.get(1).stringValue()),
        sort.get(2).longValue());
  }

  private static SortOptions descending(String field, FieldType type) {
    FieldSort sort = FieldSort.of(by -> by.field(field).order(SortOrder.Desc).unmappedType(type));
    return SortOptions.of(options -> options.field(sort));
  }
}
