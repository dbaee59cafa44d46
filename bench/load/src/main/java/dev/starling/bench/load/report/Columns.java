package dev.starling.bench.load.report;

import java.util.List;
import java.util.Locale;

/// Rows of cells as lines of text. The first and the last column are words, all between are
/// numbers.
final class Columns {

  private static final String GAP = "  ";

  private Columns() {}

  static String aligned(List<List<String>> rows) {
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        boolean isText = column == 0 || column == row.size() - 1;
        String format = "%" + (isText ? "-" : "") + widths[column] + "s";
        line.append(String.format(Locale.ROOT, format, row.get(column))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        // At least 1: a format of no width is none.
        widths[column] = Math.max(1, Math.max(widths[column], row.get(column).length()));
      }
    }
    return widths;
  }
}
