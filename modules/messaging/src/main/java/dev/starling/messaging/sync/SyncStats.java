package dev.starling.messaging.sync;

import java.util.concurrent.atomic.LongAdder;

/// What the inboxes count. Read by the metrics of the node.
///
/// @param live events written as they were delivered
/// @param fromLog events read from the log first: missed while away, behind a slow socket, or lost
///   by the bus
/// @param lost conversations that the reconciliation found a connected member to lack
public record SyncStats(LongAdder live, LongAdder fromLog, LongAdder lost) {
  SyncStats() {
    this(new LongAdder(), new LongAdder(), new LongAdder());
  }
}
