package dev.starling.search;

import dev.starling.persistence.search.Outbox;
import dev.starling.wire.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what was committed from the outbox into the index, one claim at a time, until it is
/// stopped.
///
/// While there is more than a claim holds it goes on at once; after the last of it, it gathers for
/// a moment; when there is nothing it waits to be woken, and looks now and then for what other
/// nodes committed. After a failure it pauses, and nothing but time wakes it. It gives way while
/// messages wait for their commit: to be found a little later is better than to arrive late.
///
/// Owned by the context it was started on; [#wake] may be called from any thread.
final class Indexer {

  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /// How long Elasticsearch is trusted to know what it was told, while nothing fails.
  private static final Duration PREPARED_FOR = Duration.ofSeconds(10);

  /// So many full claims in a row mean that one indexer is not enough. After a pause to gather, one
  /// may well be full and the next hold the little that is left.
  private static final int FULL_BEFORE_HELP = 4;

  private static final long NONE = -1;

  private final Vertx vertx;
  private final Outbox outbox;
  private final Generations generations;
  private final IndexerConfig config;
  private final IndexingStats stats;
  private final GivingWay givingWay;
  private final Runnable help;
  private final Backoff backoff;
  private final AtomicBoolean woken = new AtomicBoolean();

  private volatile Context context;
  private long timer = NONE;
  private boolean isIdle;
  private boolean isFailing;
  private int fullInARow;
  private long preparedAt;
  private Promise<Void> stopped;

  /// @param commitWait how long messages wait for their commit at this moment
  /// @param help called while there is more than one indexer can claim
  Indexer(
      Vertx vertx,
      Outbox outbox,
      Generations generations,
      IndexerConfig config,
      IndexingStats stats,
      Supplier<Duration> commitWait,
      Runnable help) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.generations = generations;
    this.config = config;
    this.stats = stats;
    this.givingWay = new GivingWay(config, commitWait);
    this.help = help;
    this.backoff =
        new Backoff(config.retryAfterMin(), config.retryAfterMax(), RandomGenerator.getDefault());
  }

  /// To be called on the context that shall own it.
  void start() {
    context = vertx.getOrCreateContext();
    preparedAt = System.nanoTime() - PREPARED_FOR.toNanos();
    givingWay.wentOn();
    run();
  }

  /// Something was committed on this node. Cheap: many calls before the next claim count as one.
  void wake() {
    Context owner = context;
    if (owner != null && woken.compareAndSet(false, true)) {
      owner.runOnContext(on -> hurry());
    }
  }

  /// Completes when nothing is claimed any more. To be called on its context.
  Future<Void> stop() {
    stopped = Promise.promise();
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      stopped.complete();
    }
    return stopped.future();
  }

  private void hurry() {
    if (isIdle) {
      vertx.cancelTimer(timer);
      runAfter(config.gatherFor());
    }
  }

  private void run() {
    timer = NONE;
    isIdle = false;
    if (stopped != null) {
      return; // The timer had fired when it was cancelled.
    }
    if (givingWay.isDue()) {
      stats.pausedForOthers();
      runAfter(config.gatherFor());
      return;
    }
    givingWay.wentOn();
    woken.set(false);
    prepared().compose(ready -> outbox.next(generations::write)).onComplete(this::done);
  }

  private Future<Void> prepared() {
    if (System.nanoTime() - preparedAt < PREPARED_FOR.toNanos()) {
      return Future.succeededFuture();
    }
    return generations.prepare().onSuccess(ready -> preparedAt = System.nanoTime());
  }

  private void done(AsyncResult<Outbox.Done> claim) {
    Duration pause = claim.succeeded() ? succeeded(claim.result()) : failed(claim.cause());
    if (stopped != null) {
      stopped.complete();
    } else {
      runAfter(pause);
    }
  }

  private Duration succeeded(Outbox.Done claim) {
    if (isFailing) {
      LOG.info("indexing goes on");
    }
    isFailing = false;
    backoff.reset();
    stats.done(claim);
    fullInARow = claim.isFull() ? fullInARow + 1 : 0;
    if (fullInARow >= FULL_BEFORE_HELP) {
      help.run();
    }
    if (claim.isFull()) {
      return Duration.ZERO;
    }
    isIdle = claim.messages() == 0 && !woken.get();
    return isIdle ? config.pollInterval() : config.gatherFor();
  }

  /// The first failure of a row is logged; the others can be seen in the counts.
  private Duration failed(Throwable cause) {
    if (!isFailing && cause instanceof Failure expected) {
      LOG.warn("indexing waits: {}", expected.getMessage());
    } else if (!isFailing) {
      LOG.error("indexing failed", cause);
    }
    isFailing = true;
    preparedAt = System.nanoTime() - PREPARED_FOR.toNanos();
    stats.failure();
    return backoff.next();
  }

  private void runAfter(Duration pause) {
    // A timer even for no pause at all: whoever else has work on this context comes first.
    timer = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> run());
  }
}
