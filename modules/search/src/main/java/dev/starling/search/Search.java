package dev.starling.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.erasure.ReceiptRepository;
import dev.starling.persistence.search.DeadLetterRepository;
import dev.starling.persistence.search.ErasureRepository;
import dev.starling.persistence.search.GenerationRepository;
import dev.starling.persistence.search.NameRepository;
import dev.starling.persistence.search.NeighbourRepository;
import dev.starling.persistence.search.Outbox;
import dev.starling.persistence.search.SavedSearchRepository;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.persistence.search.StoryTextRepository;
import dev.starling.persistence.search.SuggestionRepository;
import dev.starling.search.index.MessageIndex;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.erasure.ErasureProgress;
import dev.starling.wire.search.ErasureReceipt;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.PersonHit;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.StoryHit;
import dev.starling.wire.search.Suggestions;
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
  private final Asking asking;
  private final SavedSearches saved;
  private final SearchOperation operation;
  private final Forgotten forgotten;
  private final Clock clock;

  /// What says what is left of what was deleted.
  private record Forgotten(Receipts messages, ErasureReports erasures) {}

  /// What answers questions.
  private record Asking(
      MessageSearch messages, StorySearch stories, PeopleSearch people, Suggesting suggesting) {}

  private Search(
      MessageIndex index,
      Indexing indexing,
      Asking asking,
      SavedSearches saved,
      SearchOperation operation,
      Forgotten forgotten,
      Clock clock) {
    this.index = index;
    this.indexing = indexing;
    this.asking = asking;
    this.saved = saved;
    this.operation = operation;
    this.forgotten = forgotten;
    this.clock = clock;
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
    MessageIndex index = MessageIndex.of(vertx, config.elasticsearch(), config.indexer().bulk());
    GenerationRepository generations = new GenerationRepository(database, MessageIndex.MAPPING);
    Generations all = new Generations(generations, index, clock);
    return new Search(
        index,
        indexing(vertx, database, config.indexer(), all, commitWait, clock),
        asking(vertx, database, config, index, clock),
        new SavedSearches(new SavedSearchRepository(database), config.query().savedMax(), clock),
        new SearchOperation(generations, new DeadLetterRepository(database)),
        new Forgotten(
            new Receipts(new ErasureRepository(database), all),
            new ErasureReports(new ReceiptRepository(database), index)),
        clock);
  }

  private static Indexing indexing(
      Vertx vertx,
      Database database,
      IndexerConfig config,
      Generations generations,
      Supplier<Duration> commitWait,
      Clock clock) {
    IndexingStats stats = new IndexingStats();
    List<Indexer> indexers = new CopyOnWriteArrayList<>();
    Runnable wakeAll = () -> indexers.forEach(Indexer::wake);
    Stream.generate(() -> new Outbox(database, config.claim()))
        .limit(config.indexers())
        .map(outbox -> new Indexer(vertx, outbox, generations, config, stats, commitWait, wakeAll))
        .forEach(indexers::add);
    return new Indexing(
        vertx,
        indexers,
        new Filler(vertx, generations, config, commitWait),
        new SearchRepository(database, clock),
        stats);
  }

  private static Asking asking(
      Vertx vertx, Database database, SearchConfig config, MessageIndex index, Clock clock) {
    PeopleRepository people = new PeopleRepository(database);
    Resolver resolver =
        new Resolver(new NameRepository(database), config.query().conversationsMax());
    MessageSearch messages =
        new MessageSearch(
            vertx,
            new MemberRepository(database),
            new SearchRepository(database, clock),
            resolver,
            new Surroundings(new NeighbourRepository(database, clock)),
            index,
            config.query(),
            config.elasticsearch().refreshInterval().plus(REFRESH_SLACK));
    return new Asking(
        messages,
        new StorySearch(
            vertx, new StoryTextRepository(database), resolver, clock, config.query().storiesMax()),
        new PeopleSearch(people),
        new Suggesting(new SuggestionRepository(database), people));
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

  /// One page of the messages that are meant and that the asker may see.
  public Future<MessageHits> messages(UserId asker, SearchMessages asked, PageRequest page) {
    return Future.succeededFuture(page)
        .map(wanted -> MessageQuery.of(asker, asked, wanted, clock.instant()))
        .compose(asking.messages()::find);
  }

  /// One page of the stories that are meant and that the asker may see.
  ///
  /// @param zone where the asker's days begin, null for UTC
  public Future<Page<StoryHit>> stories(UserId asker, String q, String zone, PageRequest page) {
    return Future.succeededFuture(page)
        .compose(wanted -> asking.stories().find(asker, q, zone, wanted));
  }

  /// One page of the people whose username or display name begins like this.
  public Future<Page<PersonHit>> people(String q, PageRequest page) {
    return Future.succeededFuture(page).compose(wanted -> asking.people().find(q, wanted));
  }

  /// People and groups that may be meant while somebody types a name.
  public Future<Suggestions> suggestions(UserId asker, String q) {
    return Future.succeededFuture(q).compose(typed -> asking.suggesting().of(asker, typed));
  }

  public SavedSearches saved() {
    return saved;
  }

  /// Where nothing of a message is any more.
  public Future<ErasureReceipt> receipt(UserId member, ConversationId conversation, long seq) {
    return forgotten.messages().of(member, conversation, seq);
  }

  /// What there still is of something that was deleted.
  ///
  /// @param id of the receipt
  public Future<ErasureProgress> erasure(String id) {
    return forgotten.erasures().of(id);
  }

  /// For operators.
  public SearchOperation operation() {
    return operation;
  }

  public IndexingStats stats() {
    return indexing.stats();
  }
}
