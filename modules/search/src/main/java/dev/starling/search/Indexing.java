package dev.starling.search;

import dev.starling.persistence.search.SearchRepository;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The indexers of one node, what fills new generations, and a look at the backlog every few
/// seconds.
final class Indexing {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final List<Indexer> indexers;
  private final Filler filler;
  private final SearchRepository repository;
  private final IndexingStats stats;
  private volatile List<String> deployments = List.of();
  private volatile long look;

  /// @param indexers none on a node that only asks, which fills no generation either
  Indexing(
      Vertx vertx,
      List<Indexer> indexers,
      Filler filler,
      SearchRepository repository,
      IndexingStats stats) {
    this.vertx = vertx;
    this.indexers = List.copyOf(indexers);
    this.filler = filler;
    this.repository = repository;
    this.stats = stats;
  }

  /// Does not wait for Elasticsearch: a node serves without it, and indexes once it is there.
  Future<Void> start() {
    look = vertx.setPeriodic(LOOK_EVERY.toMillis(), tick -> look());
    Stream<SearchVerticle> workers =
        indexers.stream().map(indexer -> new SearchVerticle(indexer::start, indexer::stop));
    if (!indexers.isEmpty()) {
      workers = Stream.concat(workers, Stream.of(new SearchVerticle(filler::start, filler::stop)));
    }
    return Future.all(workers.map(this::deploy).toList())
        .onSuccess(deployed -> deployments = deployed.list())
        .mapEmpty();
  }

  /// Completes when nothing is claimed any more.
  Future<Void> stop() {
    vertx.cancelTimer(look);
    List<String> running = deployments;
    deployments = List.of();
    return Future.join(running.stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  /// One indexer is enough for most: its claims are larger when no other is awake, and large ones
  /// cost a fraction. It wakes the others when there is more than it can claim.
  void wake() {
    indexers.stream().limit(1).forEach(Indexer::wake);
  }

  IndexingStats stats() {
    return stats;
  }

  /// On worker threads: writing megabytes of JSON takes longer than an event loop may pause.
  private Future<String> deploy(SearchVerticle worker) {
    return vertx.deployVerticle(
        worker, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
  }

  /// A look that fails changes nothing; whoever watches the database knows why.
  private void look() {
    repository.backlog().onSuccess(stats::backlog);
  }
}
