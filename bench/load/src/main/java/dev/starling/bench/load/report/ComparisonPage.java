package dev.starling.bench.load.report;

import java.util.Locale;

/// A comparison as one page that needs nothing else.
public final class ComparisonPage {

  private static final String STYLE =
      """
      .better { color: #15803d; font-weight: 600 } .worse { color: #b91c1c; font-weight: 600 }
      .different { color: #a16207; font-weight: 600 }
      """;

  private ComparisonPage() {}

  public static String of(Comparison comparison) {
    StringBuilder page =
        Html.begin("Starling: two runs of " + comparison.after().scenario(), STYLE);
    page.append("<h1>").append(Html.escape(comparison.after().scenario())).append("</h1>\n<dl>");
    Html.term(page, "before", origin(comparison.before()));
    Html.term(page, "after", origin(comparison.after()));
    page.append("</dl>\n");
    for (String caveat : comparison.caveats()) {
      page.append("<p>").append(Html.escape(caveat)).append("</p>\n");
    }
    page.append("<table><tr><th></th><th>before</th><th>after</th><th>ratio</th><th></th></tr>\n");
    comparison.rows().forEach(row -> append(page, row));
    return page.append("</table></body></html>\n").toString();
  }

  private static void append(StringBuilder page, Comparison.Row row) {
    String word = row.verdict().word();
    page.append("<tr><td>").append(Html.escape(row.name()));
    page.append("</td><td>").append(row.before().text());
    page.append("</td><td>").append(row.after().text());
    page.append("</td><td>").append(row.ratio());
    page.append("</td><td>").append(Html.escape(row.after().unit()));
    page.append(" <span class=\"").append(row.verdict().name().toLowerCase(Locale.ROOT));
    page.append("\">").append(word).append("</span></td></tr>\n");
  }

  private static String origin(SavedReport report) {
    return report.startedAt() + ", commit " + report.commit();
  }
}
