package dev.starling.search;

import dev.starling.persistence.search.Outbox;
import dev.starling.search.index.MessageIndex;
import java.time.Duration;

/// How the outbox is moved into the index.
///
/// @param indexers of this node; 0 for a node that only asks; all but one sleep while one is enough
/// @param rowsMax a claim holds at most this many committed batches
/// @param documentsMax a claim, and a request to Elasticsearch, holds about this many messages
/// @param bytesMax a request holds at most about this many bytes
/// @param claimFor a claim that nobody finishes, as of a node that has died, is anybody's after
///   this
/// @param pollInterval how often an idle indexer looks for what other nodes committed
/// @param gatherFor how long a woken indexer waits for company: one request for many messages costs
///   little more than one for one
/// @param giveWayAt while messages wait longer than this for their commit, indexing pauses
/// @param giveWayMost but never longer than this: what is found lags behind, and still moves
/// @param retryAfterMin the pause after a first failure; it doubles with each further one
/// @param retryAfterMax the longest pause, and so how long a recovery may go unnoticed
public record IndexerConfig(
    int indexers,
    int rowsMax,
    int documentsMax,
    int bytesMax,
    Duration claimFor,
    Duration pollInterval,
    Duration gatherFor,
    Duration giveWayAt,
    Duration giveWayMost,
    Duration retryAfterMin,
    Duration retryAfterMax) {

  public static final IndexerConfig DEFAULTS =
      new IndexerConfig(
          2,
          256,
          1_000,
          5 * 1024 * 1024,
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(5));

  public IndexerConfig {
    checkRange("indexers", indexers, 0, 16);
    checkRange("rowsMax", rowsMax, 1, 1_000);
    checkRange("documentsMax", documentsMax, 1, 10_000);
    checkRange("bytesMax", bytesMax, 1_024, 64 * 1024 * 1024);
    checkPositive("claimFor", claimFor);
    checkPositive("pollInterval", pollInterval);
    checkPositive("gatherFor", gatherFor);
    checkPositive("giveWayAt", giveWayAt);
    checkPositive("giveWayMost", giveWayMost);
    checkPositive("retryAfterMin", retryAfterMin);
    if (retryAfterMax.compareTo(retryAfterMin) < 0) {
      throw new IllegalArgumentException(
          "indexer.retryAfterMax: " + retryAfterMax + " (expected: at least retryAfterMin)");
    }
  }

  public IndexerConfig withIndexers(int count) {
    return new IndexerConfig(
        count,
        rowsMax,
        documentsMax,
        bytesMax,
        claimFor,
        pollInterval,
        gatherFor,
        giveWayAt,
        giveWayMost,
        retryAfterMin,
        retryAfterMax);
  }

  Outbox.Limits claim() {
    return new Outbox.Limits(rowsMax, documentsMax, claimFor);
  }

  MessageIndex.BulkLimits bulk() {
    return new MessageIndex.BulkLimits(documentsMax, bytesMax);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "indexer." + name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }

  private static void checkPositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(
          "indexer." + name + ": " + value + " (expected: at least 1 ms)");
    }
  }
}
