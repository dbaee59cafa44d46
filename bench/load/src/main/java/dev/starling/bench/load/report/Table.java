package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The figures of all runs side by side, as text.
public final class Table {

  private static final String GAP = "  ";

  private Table() {}

  public static String of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(report));
    for (int i = 0; i < report.medians().size(); i++) {
      rows.add(row(report, i));
    }
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        boolean isText = column == 0 || column == row.size() - 1;
        String format = isText ? "%-" + widths[column] + "s" : "%" + widths[column] + "s";
        line.append(String.format(Locale.ROOT, format, row.get(column))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
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

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }
}
