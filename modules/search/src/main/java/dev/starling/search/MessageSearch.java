package dev.starling.search;

import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.CheckedHits.Found;
import dev.starling.search.CheckedHits.Wanted;
import dev.starling.search.index.MessageIndex;
import dev.starling.search.index.Place;
import dev.starling.search.index.Question;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.search.Facets;
import dev.starling.wire.search.MessageHits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The rules of a search for messages: where the asker may look, and what they get to see of it.
///
/// The newest first, or by points that depend on the message alone: both are the same on every
/// shard, copy and page, and stay so while new messages arrive.
final class MessageSearch {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final MemberRepository members;
  private final SearchRepository repository;
  private final Resolver resolver;
  private final Surroundings surroundings;
  private final MessageIndex index;
  private final QueryConfig config;
  private final Duration settling;
  private final CheckedHits checked;
  private final Tail tail;

  /// @param settling how long after it was indexed a message may still not be found
  MessageSearch(
      Vertx vertx,
      MemberRepository members,
      SearchRepository repository,
      Resolver resolver,
      Surroundings surroundings,
      MessageIndex index,
      QueryConfig config,
      Duration settling) {
    this.vertx = vertx;
    this.members = members;
    this.repository = repository;
    this.resolver = resolver;
    this.surroundings = surroundings;
    this.index = index;
    this.config = config;
    this.settling = settling;
    this.checked = new CheckedHits(vertx, repository);
    this.tail = new Tail(repository, config);
  }

  Future<MessageHits> find(MessageQuery query) {
    return mayLook(query)
        .compose(may -> resolver.resolve(query))
        // Before the index is asked: what it knows by then, it knows when it is asked.
        .compose(
            resolved ->
                repository
                    .indexedThrough(settling)
                    .compose(indexedThrough -> page(query, resolved, indexedThrough)))
        .compose(page -> surroundings.of(query.asker(), page, query.asked().neighbours()));
  }

  private Future<Void> mayLook(MessageQuery query) {
    ConversationId conversation = query.asked().conversation();
    if (conversation == null) {
      return Future.succeededFuture();
    }
    return members
        .standing(query.asker(), conversation)
        .map(
            standing -> {
              standing.require();
              return null;
            });
  }

  private Future<MessageHits> page(MessageQuery query, Resolved resolved, Instant indexedThrough) {
    HitSource source = source(query, resolved);
    Future<List<MessageText>> unindexed = tail.of(query, resolved, indexedThrough);
    // One more than fits, to know whether there is another page.
    Future<Found> indexed =
        found(query, resolved, source, query.after(), query.limit() + 1, config.roundsMax());
    Future<Found> counted =
        query.asked().hasFacets()
            ? found(query, resolved, source, null, config.facetsMax(), 1)
            : Future.succeededFuture(Found.NOTHING);
    return Future.all(unindexed, indexed, counted)
        .compose(
            all ->
                vertx.executeBlocking(
                    () ->
                        MessagePage.of(
                            query,
                            resolved.meaning(),
                            indexed.result(),
                            unindexed.result(),
                            indexedThrough,
                            facets(query, resolved, counted.result(), unindexed.result())),
                    false));
  }

  private Future<Found> found(
      MessageQuery query,
      Resolved resolved,
      HitSource source,
      Place after,
      int wanted,
      int roundsMax) {
    return checked
        .gather(new Wanted(query.asker(), resolved.meaning(), wanted), source, after, roundsMax)
        .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        .recover(MessageSearch::lateIsTryLater);
  }

  private static Facets facets(
      MessageQuery query, Resolved resolved, Found counted, List<MessageText> tail) {
    return query.asked().hasFacets()
        ? FacetCount.of(
            MessagePage.merged(query.fromTheStart(), resolved.meaning(), counted, tail).values(),
            counted.isAll())
        : null;
  }

  private HitSource source(MessageQuery query, Resolved resolved) {
    Function<List<ConversationId>, Question> question =
        conversations ->
            new Question(
                query.asker(), resolved.meaning(), resolved.own(), query.order(), conversations);
    return resolved.conversations() == null
        ? new AllConversations(
            repository, index, config, query.asker(), question, !query.order().isByRelevance())
        : new NamedConversations(index, question, resolved.conversations());
  }

  private static <T> Future<T> lateIsTryLater(Throwable cause) {
    return Future.failedFuture(
        cause instanceof TimeoutException
            ? new Failure.TryLater(ErrorCode.SEARCH_UNAVAILABLE, "no answer in time", RETRY_AFTER)
            : cause);
  }
}
