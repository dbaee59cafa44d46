package dev.starling.search;

import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.CheckedHits.Found;
import dev.starling.search.index.MessageIndex;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.search.MessageHits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The rules of a search for messages: where the asker may look, and what they get to see of it.
///
/// Newest first and nothing else: in a conversation people look for the last time something was
/// said, and the order is the same on every shard, copy and page, which a score is not.
final class MessageSearch {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final MemberRepository members;
  private final SearchRepository repository;
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
      MessageIndex index,
      QueryConfig config,
      Duration settling) {
    this.vertx = vertx;
    this.members = members;
    this.repository = repository;
    this.index = index;
    this.config = config;
    this.settling = settling;
    this.checked = new CheckedHits(repository, config.roundsMax());
    this.tail = new Tail(repository, config);
  }

  Future<MessageHits> find(MessageQuery query) {
    return mayLook(query)
        // Before the index is asked: what it knows by then, it knows when it is asked.
        .compose(may -> repository.indexedThrough(settling))
        .compose(indexedThrough -> page(query, indexedThrough));
  }

  private Future<Void> mayLook(MessageQuery query) {
    if (query.conversation() == null) {
      return Future.succeededFuture();
    }
    return members
        .standing(query.asker(), query.conversation())
        .map(
            standing -> {
              standing.require();
              return null;
            });
  }

  private Future<MessageHits> page(MessageQuery query, Instant indexedThrough) {
    Future<List<MessageText>> unindexed = tail.of(query, indexedThrough);
    // One more than fits, to know whether there is another page.
    Future<Found> indexed =
        checked
            .gather(query.asker(), source(query), query.after(), query.limit() + 1)
            .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
            .recover(MessageSearch::lateIsTryLater);
    return Future.all(unindexed, indexed)
        .compose(
            both ->
                vertx.executeBlocking(
                    () ->
                        MessagePage.of(query, indexed.result(), unindexed.result(), indexedThrough),
                    false));
  }

  private HitSource source(MessageQuery query) {
    return query.conversation() == null
        ? new AllConversations(repository, index, config, query.asker(), query.words())
        : new OneConversation(index, query.words(), query.conversation());
  }

  private static <T> Future<T> lateIsTryLater(Throwable cause) {
    return Future.failedFuture(
        cause instanceof TimeoutException
            ? new Failure.TryLater(ErrorCode.SEARCH_UNAVAILABLE, "no answer in time", RETRY_AFTER)
            : cause);
  }
}
