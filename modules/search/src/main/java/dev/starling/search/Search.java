package dev.starling.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.search.Outbox;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.search.index.MessageIndex;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.PersonHit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Search, as the rest of a node sees it. Every method may be called from any thread and answers on
/// the caller's context.
public final class Search {

  /// What a refresh may take beyond its interval on a busy Elasticsearch.
  private static final Duration REFRESH_SLACK = Duration.ofSeconds(2);

  private final MessageIndex index;
  private final Indexing indexing;
  private final MessageSearch messages;
  private final PeopleSearch people;

  private Search(
      MessageIndex index, Indexing indexing, MessageSearch messages, PeopleSearch people) {
    this.index = index;
    this.indexing = indexing;
    this.messages = messages;
    this.people = people;
  }

  /// Opens no connection yet; reads `caFile` when there is one.
  ///
  /// @param commitWait how long messages wait for their commit at this moment
  /// @param clock says what has expired
  public static Search create(
      Vertx vertx,
      Database database,
      SearchConfig config,
      Supplier<Duration> commitWait,
      Clock clock) {
    IndexerConfig indexer = config.indexer();
    MessageIndex index = MessageIndex.of(vertx, config.elasticsearch(), indexer.bulk());
    SearchRepository repository = new SearchRepository(database, clock);
    IndexingStats stats = new IndexingStats();
    List<Indexer> indexers = new CopyOnWriteArrayList<>();
    Runnable wakeAll = () -> indexers.forEach(Indexer::wake);
    Stream.generate(() -> new Outbox(database, indexer.claim()))
        .limit(indexer.indexers())
        .map(outbox -> new Indexer(vertx, outbox, index, indexer, stats, commitWait, wakeAll))
        .forEach(indexers::add);
    MessageSearch messages =
        new MessageSearch(
            vertx,
            new MemberRepository(database),
            repository,
            index,
            config.query(),
            config.elasticsearch().refreshInterval().plus(REFRESH_SLACK));
    return new Search(
        index,
        new Indexing(vertx, indexers, repository, stats),
        messages,
        new PeopleSearch(new PeopleRepository(database)));
  }

  /// Starts indexing, without waiting for Elasticsearch.
  public Future<Void> start() {
    return indexing.start();
  }

  /// Completes when nothing is claimed and nothing is open any more.
  public Future<Void> stop() {
    return indexing.stop().eventually(index::close);
  }

  /// Succeeds when Elasticsearch takes reads and writes.
  public Future<Void> ready() {
    return index.ready();
  }

  /// Messages were committed on this node. Cheap, and safe to call for each batch.
  public void wake() {
    indexing.wake();
  }

  /// One page of the messages with these words that the asker may see, newest first.
  ///
  /// @param conversation null for all of the asker's
  public Future<MessageHits> messages(
      UserId asker, String q, ConversationId conversation, PageRequest page) {
    return Future.succeededFuture(page)
        .map(wanted -> MessageQuery.of(asker, q, conversation, wanted))
        .compose(messages::find);
  }

  /// One page of the people whose username or display name begins like this.
  public Future<Page<PersonHit>> people(String q, PageRequest page) {
    return Future.succeededFuture(page).compose(wanted -> people.find(q, wanted));
  }

  public IndexingStats stats() {
    return indexing.stats();
  }
}
