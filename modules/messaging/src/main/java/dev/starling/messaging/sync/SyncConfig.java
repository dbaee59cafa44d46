package dev.starling.messaging.sync;

import java.time.Duration;

/// How sockets are kept complete.
///
/// @param pageEventsMax events read from the log at a time
/// @param resumeConversationsMax with more changed conversations since the cursor, the answer is
///   `too-long`
/// @param resumeEventsMax after this many missed events of one resume, the same
/// @param headsMax conversations named in `too-long`
/// @param behindMax conversations a slow socket may be behind in before its inbox starts over from
///   its baseline
/// @param earlyMax events of one socket that may wait for the one they follow
/// @param readsMax reads of the log under way for the sockets of one event loop
/// @param reconcileEvery how often a node looks for what the bus has lost
/// @param reconcileGrace what was committed this shortly before may still be on its way: neither
///   the reconciliation nor an event that came early has the log read for it
/// @param cursorEvery how often a socket with events gets a newer cursor
/// @param retryEvery pause after a read of the log that failed
public record SyncConfig(
    int pageEventsMax,
    int resumeConversationsMax,
    int resumeEventsMax,
    int headsMax,
    int behindMax,
    int earlyMax,
    int readsMax,
    Duration reconcileEvery,
    Duration reconcileGrace,
    Duration cursorEvery,
    Duration retryEvery) {

  public static final SyncConfig DEFAULTS =
      new SyncConfig(
          200,
          1_000,
          200_000,
          200,
          1_000,
          64,
          6,
          Duration.ofSeconds(2),
          Duration.ofMillis(250),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  public SyncConfig {
    requirePositive("pageEventsMax", pageEventsMax);
    requirePositive("resumeConversationsMax", resumeConversationsMax);
    requirePositive("resumeEventsMax", resumeEventsMax);
    requirePositive("behindMax", behindMax);
    requirePositive("earlyMax", earlyMax);
    requirePositive("readsMax", readsMax);
    if (reconcileEvery.compareTo(Duration.ofSeconds(30)) > 0 || reconcileEvery.isNegative()) {
      throw new IllegalArgumentException(
          "sync.reconcileEvery: " + reconcileEvery + " (expected: at most 30 s)");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("sync." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
