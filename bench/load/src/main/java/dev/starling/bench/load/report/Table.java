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
    report.runs().forEach(run -> appendNotes(text, report.label(run), run));
    if (!report.steps().isEmpty()) {
      text.append('\n').append(StepTable.text(report.steps()));
    }
    return text.toString();
  }

  private static List<String> header(Report report) {
    List<String> header = new ArrayList<>(List.of(report.scenario()));
    report.runs().forEach(run -> header.add(report.label(run)));
    if (report.showsMedians()) {
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
    if (report.showsMedians()) {
      row.add(number(median));
    }
    row.add(median.unit());
    return row;
  }

  private static void appendNotes(StringBuilder text, String label, RunResult run) {
    run.errors()
        .forEach(
            (name, count) ->
                text.append(label)
                    .append(": ")
                    .append(count)
                    .append(" × ")
                    .append(name)
                    .append('\n'));
    run.broken()
        .forEach(
            sentence ->
                text.append(label).append(": BROKEN PROMISE: ").append(sentence).append('\n'));
  }

  static String number(Figure figure) {
    return String.format(Locale.ROOT, "%,." + figure.digits() + "f", figure.value());
  }
}
