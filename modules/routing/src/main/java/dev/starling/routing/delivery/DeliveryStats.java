package dev.starling.routing.delivery;

import java.util.concurrent.atomic.LongAdder;

/// What the router counts. Read by the metrics of the node.
///
/// @param busMessages batches sent to other nodes
/// @param acknowledged batches that another node has acknowledged
/// @param acknowledgedNanos the time that took, over all of them, repetitions included
/// @param dropped deliveries given up, to be found in the log
public record DeliveryStats(
    LongAdder busMessages, LongAdder acknowledged, LongAdder acknowledgedNanos, LongAdder dropped) {
  DeliveryStats() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
