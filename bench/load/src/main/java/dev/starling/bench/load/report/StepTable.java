package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rates that were tried, side by side.
final class StepTable {

  private static final List<String> HEADER =
      List.of("rate", "delivered %", "p50 ms", "p95 ms", "p99 ms", "server CPU µs/message", "held");

  private StepTable() {}

  static List<List<String>> rows(List<Step> steps) {
    return steps.stream()
        .sorted(Comparator.comparingDouble(Step::rate))
        .map(StepTable::row)
        .toList();
  }

  static List<String> header() {
    return HEADER;
  }

  static String text(List<Step> steps) {
    List<List<String>> all = new ArrayList<>();
    all.add(HEADER);
    all.addAll(rows(steps));
    return Columns.aligned(all) + verdict(steps) + "\n";
  }

  /// What was looked for.
  static String verdict(List<Step> steps) {
    Optional<Step> highest = highest(steps);
    return highest
        .map(step -> "The highest rate that held: " + number(step.rate(), 0) + "/s.")
        .orElse("No rate held.");
  }

  /// The highest below the lowest that did not hold: what held above that held by chance.
  static Optional<Step> highest(List<Step> steps) {
    double lowestFailed =
        steps.stream()
            .filter(step -> !step.held())
            .mapToDouble(Step::rate)
            .min()
            .orElse(Double.MAX_VALUE);
    return steps.stream()
        .filter(step -> step.held() && step.rate() < lowestFailed)
        .max(Comparator.comparingDouble(Step::rate));
  }

  private static List<String> row(Step step) {
    return List.of(
        number(step.rate(), 0),
        number(step.deliveredPercent(), 1),
        number(step.p50(), 1),
        number(step.p95(), 1),
        number(step.p99(), 1),
        number(step.cpuMicros(), 1),
        step.held() ? "yes" : "no: " + String.join(", ", step.failures()));
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
