package dev.starling.routing.delivery;

import java.time.Duration;

/// How nodes deliver to each other.
///
/// @param batchBytesMax one message on the bus carries about this much at most
/// @param queuedBytesMax what may wait for one node; what does not fit is dropped and found again
///   in the log
/// @param inFlightMax messages to one node that may be unacknowledged
/// @param retryFor how long an unacknowledged message is sent again while its node is there
public record RoutingConfig(
    int batchBytesMax, int queuedBytesMax, int inFlightMax, Duration retryFor) {

  public static final RoutingConfig DEFAULTS =
      new RoutingConfig(64 * 1024, 16 * 1024 * 1024, 4, Duration.ofSeconds(5));

  public RoutingConfig {
    if (batchBytesMax < 1024) {
      throw new IllegalArgumentException(
          "routing.batchBytesMax: " + batchBytesMax + " (expected: at least 1024)");
    }
    if (queuedBytesMax < batchBytesMax) {
      throw new IllegalArgumentException(
          "routing.queuedBytesMax: " + queuedBytesMax + " (expected: at least one batch)");
    }
    if (inFlightMax < 1) {
      throw new IllegalArgumentException(
          "routing.inFlightMax: " + inFlightMax + " (expected: at least 1)");
    }
  }
}
