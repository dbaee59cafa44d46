package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All runs of a scenario, and what one must know to run them again.
///
/// @param startedAt RFC 3339
/// @param command what was typed
/// @param commit of the code that was measured, with a mark if files had been changed
/// @param settings the load, by option
/// @param medians of each figure over the runs
public record Report(
    String scenario,
    String startedAt,
    String command,
    String commit,
    Machine machine,
    Map<String, String> settings,
    List<RunResult> runs,
    List<Figure> medians) {

  public static Report of(
      String scenario,
      String startedAt,
      String command,
      String commit,
      Map<String, String> settings,
      List<RunResult> runs) {
    return new Report(
        scenario,
        startedAt,
        command,
        commit,
        Machine.current(),
        settings,
        List.copyOf(runs),
        medians(runs));
  }

  /// Whether every message came, once and in order, and none was refused.
  public boolean isSound() {
    return runs.stream().allMatch(run -> run.broken().isEmpty() && run.errors().isEmpty());
  }

  static List<Figure> medians(List<RunResult> runs) {
    List<Figure> medians = new ArrayList<>();
    for (int i = 0; i < runs.getFirst().figures().size(); i++) {
      int index = i;
      List<Double> sorted =
          runs.stream().map(run -> run.figures().get(index).value()).sorted().toList();
      int middle = sorted.size() / 2;
      double median =
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
      Figure first = runs.getFirst().figures().get(i);
      medians.add(new Figure(first.name(), first.unit(), median, first.digits()));
    }
    return medians;
  }
}
