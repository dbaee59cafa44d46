package dev.starling.hooks;

import java.util.concurrent.atomic.LongAdder;

/// What the senders of one node count: requests that were taken, and attempts that were not.
///
/// @param pushed notifications and withdrawals
/// @param hooked events
public record HookStats(
    LongAdder pushed, LongAdder pushFailed, LongAdder hooked, LongAdder hookFailed) {

  HookStats() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
