package dev.starling.search;

import java.time.Duration;
import java.util.function.Supplier;

/// Leaves PostgreSQL to messages that wait long for their commit. But not for ever: what is found
/// lags behind, and still moves. Owned by one context.
final class GivingWay {

  private final IndexerConfig config;
  private final Supplier<Duration> commitWait;
  private long wentOnAt = System.nanoTime();

  /// @param commitWait how long messages wait for their commit at this moment
  GivingWay(IndexerConfig config, Supplier<Duration> commitWait) {
    this.config = config;
    this.commitWait = commitWait;
  }

  boolean isDue() {
    return commitWait.get().compareTo(config.giveWayAt()) > 0
        && System.nanoTime() - wentOnAt < config.giveWayMost().toNanos();
  }

  void wentOn() {
    wentOnAt = System.nanoTime();
  }
}
