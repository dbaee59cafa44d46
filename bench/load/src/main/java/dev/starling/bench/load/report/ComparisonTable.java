package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.List;

/// A comparison as text.
public final class ComparisonTable {

  private ComparisonTable() {}

  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append(line("before", comparison.before())).append(line("after", comparison.after()));
    comparison.caveats().forEach(caveat -> text.append("  ").append(caveat).append('\n'));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(comparison.after().scenario(), "before", "after", "ratio", ""));
    for (Comparison.Row row : comparison.rows()) {
      rows.add(
          List.of(
              row.name(),
              row.before().text(),
              row.after().text(),
              row.ratio(),
              row.after().unit()
                  + (row.verdict().word().isEmpty() ? "" : "  " + row.verdict().word())));
    }
    return text.append('\n').append(Columns.aligned(rows)).toString();
  }

  private static String line(String which, SavedReport report) {
    return "%-7s%s %s, commit %s\n"
        .formatted(which, report.scenario(), report.startedAt(), report.commit());
  }
}
