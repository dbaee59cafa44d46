package dev.starling.bench.capacity;

import java.util.List;
import java.util.stream.Collectors;

/// Sections as text for a terminal, as Markdown, and as a page that needs nothing else.
final class Pages {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2em auto; color: #1f2933; padding: 0 1em }
      table { border-collapse: collapse } td, th { padding: .15em .9em; text-align: right; vertical-align: top }
      td:first-child, th:first-child { text-align: left } tr:nth-child(even) { background: #f3f5f7 }
      .words td, .words th { text-align: left }
      """;

  private Pages() {}

  static String text(String title, List<Section> sections) {
    StringBuilder page = new StringBuilder(title).append("\n");
    for (Section section : sections) {
      page.append("\n").append(section.title()).append("\n");
      int[] widths = widths(section);
      page.append(line(section.head(), widths));
      section.rows().forEach(row -> page.append(line(row, widths)));
      page.append(section.note().isEmpty() ? "" : section.note() + "\n");
    }
    return page.toString();
  }

  static String markdown(String title, List<Section> sections) {
    StringBuilder page = new StringBuilder("# ").append(title).append("\n");
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append(section.note().isEmpty() ? "" : section.note() + "\n\n");
      page.append(row(section.head()));
      boolean isWords = isWords(section);
      page.append("|---|");
      page.append((isWords ? "---|" : "--:|").repeat(section.head().size() - 1)).append("\n");
      section.rows().forEach(row -> page.append(row(row)));
    }
    return page.toString();
  }

  static String html(String title, List<Section> sections) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    page.append(escape(title)).append("</title><style>\n").append(STYLE);
    page.append("</style></head><body>\n<h1>").append(escape(title)).append("</h1>\n");
    for (Section section : sections) {
      page.append("<h2>").append(escape(section.title())).append("</h2>\n");
      page.append("<p>").append(escape(section.note())).append("</p>\n");
      page.append(isWords(section) ? "<table class=\"words\">\n" : "<table>\n");
      page.append(cells(section.head(), "th"));
      section.rows().forEach(row -> page.append(cells(row, "td")));
      page.append("</table>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  /// Whether the last column is text, which is read from the left.
  private static boolean isWords(Section section) {
    return section.head().getLast().equals("from");
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cells(List<String> cells, String tag) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + escape(cell) + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static int[] widths(Section section) {
    int[] widths = new int[section.head().size()];
    List<List<String>> rows = section.rows();
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths[i] = Math.max(widest, section.head().get(i).length());
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      boolean isLeft = i == 0;
      line.append(i == 0 ? "  " : "   ");
      line.append(isLeft ? cells.get(i) + space : space + cells.get(i));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
