package dev.starling.bench.load.report;

import dev.starling.bench.load.report.Plot.Point;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The rates that were tried, as a part of a page.
final class StepPage {

  private StepPage() {}

  static String of(List<Step> steps) {
    List<Step> sorted = steps.stream().sorted(Comparator.comparingDouble(Step::rate)).toList();
    StringBuilder part = new StringBuilder("<p><b>");
    part.append(StepTable.verdict(steps)).append("</b></p>\n<table>");
    row(part, "th", StepTable.header());
    StepTable.rows(sorted).forEach(row -> row(part, "td", row));
    part.append("</table>\n");
    Plot latency = new Plot("Latency by rate (messages a second)", "ms");
    latency.line("p50", line(sorted, Step::p50));
    latency.line("p95", line(sorted, Step::p95));
    latency.line("p99", line(sorted, Step::p99));
    Plot cost = new Plot("Server CPU per delivered message by rate", "µs");
    cost.line("nodes, PostgreSQL and Redis", line(sorted, Step::cpuMicros));
    return part.append(latency.svg()).append(cost.svg()).toString();
  }

  private static List<Point> line(List<Step> steps, ToDoubleFunction<Step> value) {
    return steps.stream().map(step -> new Point(step.rate(), value.applyAsDouble(step))).toList();
  }

  private static void row(StringBuilder table, String cell, List<String> values) {
    table.append("<tr>");
    for (String value : values) {
      table.append("<%s>".formatted(cell)).append(Html.escape(value));
      table.append("</%s>".formatted(cell));
    }
    table.append("</tr>\n");
  }
}
