package dev.starling.persistence.event;

import dev.starling.persistence.Gathering;
import dev.starling.persistence.GroupCommit;
import java.time.Duration;

/// How messages are committed.
///
/// @param writers batch writers of a node, each with a connection of its own and one batch in
///   flight; a conversation always goes to the same one
/// @param batchItemsMax a batch holds at most this many messages and actions
/// @param batchBytesMax and at most about this many bytes
/// @param gatherFor while many come, a batch waits so long for more, zero for never
/// @param gatherEnough a batch of this many does not wait
/// @param gatherFromPerSecond at lower rates, messages and actions a second of one writer, nothing
///   waits
/// @param queuedMax past this many uncommitted ones of one writer, senders are told to try later
/// @param retryAfter the wait they are told
/// @param giveUpAfter how long a batch is tried again while the database is away
/// @param sendersKnownMax so many senders of late are remembered as members; one takes some 100
///   bytes
public record WriterConfig(
    int writers,
    int batchItemsMax,
    int batchBytesMax,
    Duration gatherFor,
    int gatherEnough,
    int gatherFromPerSecond,
    int queuedMax,
    Duration retryAfter,
    Duration giveUpAfter,
    int sendersKnownMax) {

  private static final Duration GATHER_MOST = Duration.ofSeconds(1);

  public static final WriterConfig DEFAULTS =
      new WriterConfig(
          1,
          512,
          512 * 1024,
          Duration.ofMillis(20),
          100,
          600,
          10_000,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          100_000);

  public WriterConfig {
    if (writers < 1 || writers > 16) {
      throw new IllegalArgumentException("writer.writers: " + writers + " (expected: 1 to 16)");
    }
    if (batchItemsMax < 1) {
      throw new IllegalArgumentException(
          "writer.batchItemsMax: " + batchItemsMax + " (expected: at least 1)");
    }
    if (gatherFor.isNegative() || gatherFor.compareTo(GATHER_MOST) > 0) {
      throw new IllegalArgumentException(
          "writer.gatherFor: " + gatherFor + " (expected: at most " + GATHER_MOST + ")");
    }
    if (gatherEnough < 1) {
      throw new IllegalArgumentException(
          "writer.gatherEnough: " + gatherEnough + " (expected: at least 1)");
    }
    if (gatherFromPerSecond < 0) {
      throw new IllegalArgumentException(
          "writer.gatherFromPerSecond: " + gatherFromPerSecond + " (expected: at least 0)");
    }
    if (queuedMax < batchItemsMax) {
      throw new IllegalArgumentException(
          "writer.queuedMax: " + queuedMax + " (expected: at least one batch)");
    }
    if (sendersKnownMax < 0) {
      throw new IllegalArgumentException(
          "writer.sendersKnownMax: " + sendersKnownMax + " (expected: at least 0)");
    }
  }

  GroupCommit.Limits limits() {
    return new GroupCommit.Limits(batchItemsMax, batchBytesMax, queuedMax, retryAfter);
  }

  Gathering.Rule gathering() {
    return new Gathering.Rule(gatherFor, gatherEnough, gatherFromPerSecond);
  }
}
