package dev.starling.bench.load.report;

import java.util.List;

/// What became of one rate, among several that were tried.
///
/// @param rate messages a second
/// @param deliveredPercent of what should have been delivered while it was measured
/// @param p50 and the others: milliseconds from when a message was due until it was heard
/// @param cpuMicros of nodes, PostgreSQL and Redis for each message delivered
/// @param failures why the rate did not hold, as short phrases
public record Step(
    double rate,
    double deliveredPercent,
    double p50,
    double p95,
    double p99,
    double cpuMicros,
    List<String> failures) {

  public Step {
    failures = List.copyOf(failures);
  }

  public boolean held() {
    return failures.isEmpty();
  }
}
