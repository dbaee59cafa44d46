package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.starling.search.query.Meaning;
import dev.starling.search.query.Phrase;
import dev.starling.search.query.Points;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Asks for the places of messages, inside given conversations, in the order that is wanted.
final class MessageFinder {

  private static final List<SortOptions> NEWEST_FIRST =
      List.of(
          descending("at", FieldType.Date),
          descending("conversation", FieldType.Keyword),
          descending("seq", FieldType.Long));

  private static final List<SortOptions> BEST_FIRST =
      Stream.concat(
              Stream.of(
                  SortOptions.of(options -> options.score(score -> score.order(SortOrder.Desc)))),
              NEWEST_FIRST.stream())
          .toList();

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
        .map(
            response ->
                response.hits().hits().stream().map(hit -> place(question.order(), hit)).toList());
  }

  private SearchRequest request(Question question, Place after, int limit) {
    boolean isByRelevance = question.order().isByRelevance();
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(new IndexNames(config.indexPrefix()).alias())
            .ignoreUnavailable(true)
            // Half an answer would read as "there is no more".
            .allowPartialSearchResults(false)
            .trackTotalHits(total -> total.enabled(false))
            .source(source -> source.fetch(false))
            .query(query(question))
            .sort(isByRelevance ? BEST_FIRST : NEWEST_FIRST)
            .size(limit);
    if (question.conversations().size() == 1) {
      search.routing(question.conversations().getFirst().text());
    }
    if (after != null) {
      search.searchAfter(sortValues(after, isByRelevance));
    }
    return search.build();
  }

  private static List<FieldValue> sortValues(Place place, boolean isByRelevance) {
    List<FieldValue> values = new ArrayList<>();
    if (isByRelevance) {
      values.add(FieldValue.of((double) place.points()));
    }
    values.add(FieldValue.of(place.at().toEpochMilli()));
    values.add(FieldValue.of(place.conversation().text()));
    values.add(FieldValue.of(place.seq()));
    return values;
  }

  /// What is only filtered costs no score. The score is [Points], counted by Elasticsearch: sums of
  /// small whole numbers, which are the same wherever they are added.
  private static Query query(Question question) {
    BoolQuery.Builder bool = MessageFilters.of(question);
    if (question.order().isByRelevance()) {
      bool.minimumShouldMatch("0").should(points(question.meaning(), question.order().origin()));
    }
    return Query.of(query -> query.bool(bool.build()));
  }

  private static List<Query> points(Meaning meaning, Instant origin) {
    List<Query> points = new ArrayList<>();
    Phrase together = Points.together(meaning);
    if (together != null) {
      points.add(worth(Points.TOGETHER, MessageFilters.says(together)));
    }
    List<Query> whole =
        meaning.phrases().stream().map(Phrase::exactly).map(MessageFilters::says).toList();
    if (!whole.isEmpty()) {
      points.add(worth(Points.WHOLE, Query.of(query -> query.bool(all -> all.filter(whole)))));
    }
    Points.AGES.forEach(
        age -> points.add(worth(1, MessageFilters.during(origin.minus(age), null))));
    return points;
  }

  private static Query worth(int points, Query filter) {
    return Query.of(
        query -> query.constantScore(constant -> constant.filter(filter).boost((float) points)));
  }

  private static Place place(Order order, Hit<Void> hit) {
    int points = order.isByRelevance() ? 1 : 0;
    List<FieldValue> sort = hit.sort();
    return new Place(
        order.isByRelevance() ? (int) Math.round(hit.score()) : 0,
        Instant.ofEpochMilli(sort.get(points).longValue()),
        ConversationId.parse(sort.get(points + 1).stringValue()),
        sort.get(points + 2).longValue());
  }

  private static SortOptions descending(String field, FieldType type) {
    FieldSort sort = FieldSort.of(by -> by.field(field).order(SortOrder.Desc).unmappedType(type));
    return SortOptions.of(options -> options.field(sort));
  }
}
