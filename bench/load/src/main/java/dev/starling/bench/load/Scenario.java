package dev.starling.bench.load;

import dev.starling.bench.load.report.RunResult;
import java.util.Map;

/// One kind of load, a picocli command: its name and description are those of its `@Command`, and
/// what nobody else needs to be told are its own `@Option` fields. An instance prepares once and
/// then runs as often as asked.
public interface Scenario {

  /// Values of options that all scenarios share, where this one wants others, by the option's name:
  /// `--rate`, `--users`, `--nodes`.
  default Map<String, String> defaults() {
    return Map.of();
  }

  /// Whether `--rate` is messages of an [OpenLoop], so that a run tells whether the rate held and
  /// the highest that does can be looked for.
  default boolean hasSteps() {
    return false;
  }

  /// Settings of the nodes without which it cannot be run, by environment variable. Those that are
  /// set already stay.
  default Map<String, String> nodeSettings() {
    return Map.of();
  }

  /// Refuses options that cannot be, with a [dev.starling.bench.load.client.SetupException], before
  /// anything is started.
  default void check(Settings settings) {}

  /// Whether the nodes are after a run what they were before it, so that there can be another one.
  default boolean isRepeatable() {
    return true;
  }

  /// Ends what it started besides sockets. Called once, also after a failure.
  default void end() {}

  /// Makes people, conversations and sockets. None of this is measured.
  void prepare(Bench bench);

  /// Warms up, measures, and waits until nothing is on its way any more.
  ///
  /// @param run from 1
  RunResult run(Bench bench, int run);
}
