package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The figures of all runs side by side, as text.
public final class Table {

  private Table() {}

  public static String of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(report));
    for (int i = 0; i < report.medians().size(); i++) {
      rows.add(row(report, i));
    }
    StringBuilder text = new StringBuilder(Columns.aligned(rows));
    report.runs().forEach(run -> appendNotes(text, run));
    return text.toString();
  }

  private static List<String> header(Report report) {
    List<String> header = new ArrayList<>(List.of(report.scenario()));
    report.runs().forEach(run -> header.add("run " + run.run()));
    if (report.runs().size() > 1) {
      header.add("median");
    }
    header.add("");
    return header;
  }

  private static List<String> row(Report report, int index) {
    Figure median = report.medians().get(index);
    Stream<Figure> ofRuns = report.runs().stream().map(run -> run.figures().get(index));
    List<String> row = new ArrayList<>(List.of(median.name()));
    ofRuns.forEach(figure -> row.add(number(figure)));
    if (report.runs().size() > 1) {
      row.add(number(median));
    }
    row.add(median.unit());
    return row;
  }

  private static void appendNotes(StringBuilder text, RunResult run) {
    run.errors()
        .forEach(
            (name, count) ->
                text.append("run ")
                    .append(run.run())
                    .append(": ")
                    .append(count)
                    .append(" × ")
                    .append(name)
                    .append('\n'));
    run.broken()
        .forEach(
            sentence ->
                text.append("run ")
                    .append(run.run())
                    .append(": BROKEN PROMISE: ")
                    .append(sentence)
                    .append('\n'));
  }

  static String number(Figure figure) {
    return String.format(Locale.ROOT, "%,." + figure.digits() + "f", figure.value());
  }
}
