package dev.starling.bench.load;

import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import dev.starling.bench.load.report.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run of messages tells, together with what went on beside it: costs are not those of
/// messages alone, so they are told per operation.
final class MixedFigures {

  private MixedFigures() {}

  static List<Figure> of(RunResult talked, List<Figure> acts, Settings settings) {
    List<Figure> figures = new ArrayList<>();
    for (Figure figure : talked.figures()) {
      if (!figure.unit().startsWith("µs per ")) {
        figures.add(figure);
      }
    }
    figures.addAll(acts);
    cores(talked.samples(), settings)
        .forEach(
            (server, cores) ->
                figures.add(
                    new Figure(
                        "CPU " + server, "µs per operation", cores * 1e6 / settings.rate(), 1)));
    return figures;
  }

  /// How many things there were of a kind, and how long they took.
  static List<Figure> times(String what, String unit, Timings.Summary times) {
    return List.of(
        new Figure(what, unit, times.count(), 0),
        new Figure(what + " p50", "ms", times.p50(), 2),
        new Figure(what + " p95", "ms", times.p95(), 2),
        new Figure(what + " p99", "ms", times.p99(), 2));
  }

  /// Of each server, on average while it was measured.
  private static Map<String, Double> cores(List<Sample> samples, Settings settings) {
    List<Sample> measured =
        samples.stream()
            .filter(
                sample ->
                    sample.atSeconds() > 0.5
                        && sample.atSeconds() < settings.durationSeconds() + 0.5)
            .toList();
    Map<String, Double> cores = new LinkedHashMap<>();
    measured.forEach(
        sample ->
            sample
                .cores()
                .forEach(
                    (server, used) -> cores.merge(server, used / measured.size(), Double::sum)));
    return cores;
  }
}
