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

  /// Settings of the nodes without which it cannot be run, by environment variable. Those that are
  /// set already stay.
  default Map<String, String> nodeSettings() {
    return Map.of();
  }

  /// Refuses options that cannot be, with a [dev.starling.bench.load.client.SetupException], before
  /// anything is started.
  default void check(Settings settings) {}

  /// Makes people, conversations and sockets. None of this is measured.
  void prepare(Bench bench);

  /// Warms up, measures, and waits until nothing is on its way any more.
  ///
  /// @param run from 1
  RunResult run(Bench bench, int run);
}
