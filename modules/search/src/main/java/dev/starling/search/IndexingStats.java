package dev.starling.search;

import dev.starling.persistence.search.Outbox;
import dev.starling.persistence.search.SearchRepository.Backlog;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// How indexing goes. Counts are this node's, since it started; the backlog is everybody's, as it
/// was a few seconds ago. Safe for use by any thread.
public final class IndexingStats {

  private final LongAdder indexed = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder gaveWay = new LongAdder();
  private volatile Backlog backlog = new Backlog(Duration.ZERO, 0);

  IndexingStats() {}

  /// Messages written, those among them that were written before.
  public long indexed() {
    return indexed.sum();
  }

  /// Messages refused for good.
  public long deadLetters() {
    return deadLetters.sum();
  }

  /// Attempts that came to nothing and were repeated.
  public long failed() {
    return failed.sum();
  }

  /// Pauses for the sake of messages that waited for their commit.
  public long gaveWay() {
    return gaveWay.sum();
  }

  /// How long the longest waiting batch has waited.
  public Duration lag() {
    return backlog.lag();
  }

  /// Batches that wait, counted up to 10,000.
  public int waiting() {
    return backlog.rows();
  }

  void done(Outbox.Done claim) {
    indexed.add(claim.messages() - claim.deadLetters());
    deadLetters.add(claim.deadLetters());
  }

  void failure() {
    failed.increment();
  }

  void pausedForOthers() {
    gaveWay.increment();
  }

  void backlog(Backlog seen) {
    backlog = seen;
  }
}
