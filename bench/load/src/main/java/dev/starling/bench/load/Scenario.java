package dev.starling.bench.load;

import dev.starling.bench.load.report.RunResult;

/// One kind of load. An instance prepares once and then runs as often as asked.
public interface Scenario {

  /// What is typed.
  String name();

  /// One line for somebody who chooses.
  String description();

  /// Makes people, conversations and sockets. None of this is measured.
  void prepare(Bench bench);

  /// Warms up, measures, and waits until nothing is on its way any more.
  ///
  /// @param run from 1
  RunResult run(Bench bench, int run);
}
