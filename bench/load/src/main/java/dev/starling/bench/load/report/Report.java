package dev.starling.bench.load.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All runs of a scenario, and what one must know to run them again.
///
/// @param startedAt RFC 3339
/// @param command what was typed
/// @param commit of the code that was measured, with a mark if files had been changed
/// @param settings the load, by option
/// @param medians of each figure over the runs
/// @param steps what became of each rate, if several were tried: one a run
/// @param flameGraphs the names of files beside the report
public record Report(
    String scenario,
    String startedAt,
    String command,
    String commit,
    Machine machine,
    Map<String, String> settings,
    List<RunResult> runs,
    List<Figure> medians,
    List<Step> steps,
    List<String> flameGraphs) {

  public static Report of(
      String scenario,
      String startedAt,
      String command,
      String commit,
      Map<String, String> settings,
      List<RunResult> runs,
      List<Step> steps) {
    return new Report(
        scenario,
        startedAt,
        command,
        commit,
        Machine.current(),
        settings,
        List.copyOf(runs),
        medians(runs),
        List.copyOf(steps),
        List.of());
  }

  /// @param files in the folder that the report will be written to
  public Report withFlameGraphs(List<Path> files) {
    return new Report(
        scenario,
        startedAt,
        command,
        commit,
        machine,
        settings,
        runs,
        medians,
        steps,
        files.stream().map(file -> file.getFileName().toString()).toList());
  }

  /// Whether every message came, once and in order, and none was refused; of several rates, whether
  /// that is true of one, since the others are there to find its limit.
  public boolean isSound() {
    if (!steps.isEmpty()) {
      return StepTable.highest(steps).isPresent();
    }
    return runs.stream().allMatch(run -> run.broken().isEmpty() && run.errors().isEmpty());
  }

  /// What a run is called among the others.
  String label(RunResult run) {
    return steps.isEmpty()
        ? "run " + run.run()
        : String.format(Locale.ROOT, "%,.0f/s", steps.get(run.run() - 1).rate());
  }

  /// The median of several rates says nothing.
  boolean showsMedians() {
    return runs.size() > 1 && steps.isEmpty();
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
