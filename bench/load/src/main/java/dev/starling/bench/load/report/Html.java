package dev.starling.bench.load.report;

import dev.starling.bench.load.measure.Timings.Percentile;
import dev.starling.bench.load.report.Plot.Point;
import dev.starling.bench.load.report.Plot.Tick;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// A report as one page that needs nothing else: no script, no font, no picture from elsewhere.
public final class Html {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 900px; margin: 2em auto; color: #1f2933; padding: 0 1em }
      h1 { margin-bottom: 0 } table { border-collapse: collapse } td, th { padding: .15em .9em; text-align: right }
      td:first-child, th:first-child, td:last-child { text-align: left } tr:nth-child(even) { background: #f3f5f7 }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em } dt { color: #616e7c } dd { margin: 0 }
      code { overflow-wrap: anywhere } figure { margin: 1.5em 0 } figcaption { font-weight: 600 }
      figcaption span { font-weight: 400; margin-left: .7em } .broken { color: #b91c1c; font-weight: 600 }
      svg { width: 100% } svg text { font-size: 12px; fill: #616e7c } .grid { stroke: #e4e7eb }
      polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round }
      """;

  private static final double NINES_SHOWN = 5;

  private Html() {}

  public static String page(Report report) {
    StringBuilder page = begin("Starling: " + report.scenario() + ", " + report.startedAt(), "");
    page.append("<h1>").append(escape(report.scenario())).append("</h1>\n");
    page.append(conditions(report));
    if (!report.steps().isEmpty()) {
      page.append(StepPage.of(report.steps()));
    }
    page.append(figures(report));
    for (RunResult run : report.runs()) {
      page.append("<h2>").append(report.label(run)).append("</h2>\n").append(notes(run));
      page.append(percentiles(run));
      page.append(overTime(run, "Latency by second", "ms", Sample::latencies));
      page.append(overTime(run, "Rate", "/s", Sample::rates));
      page.append(overTime(run, "Processor, in cores", "", Sample::cores));
      page.append(overTime(run, "Memory", "MiB", Sample::memoryMib));
    }
    return page.append("</body></html>\n").toString();
  }

  static StringBuilder begin(String title, String moreStyle) {
    return new StringBuilder(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(title))
        .append("</title><style>\n")
        .append(STYLE)
        .append(moreStyle)
        .append("</style></head><body>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String conditions(Report report) {
    StringBuilder list = new StringBuilder("<dl>");
    term(list, "started", report.startedAt());
    term(list, "command", report.command());
    term(list, "commit", report.commit());
    term(list, "machine", report.machine().toString());
    report.settings().forEach((name, value) -> term(list, name, value));
    for (String file : report.flameGraphs()) {
      String link = escape(file);
      list.append("<dt>flame graph</dt><dd><a href=\"%s\">%s</a></dd>".formatted(link, link));
    }
    return list.append("</dl>\n").toString();
  }

  static void term(StringBuilder list, String name, String value) {
    list.append("<dt>").append(escape(name)).append("</dt><dd><code>").append(escape(value));
    list.append("</code></dd>");
  }

  private static String figures(Report report) {
    StringBuilder table = new StringBuilder("<table><tr><th></th>");
    report.runs().forEach(run -> table.append("<th>").append(report.label(run)).append("</th>"));
    boolean isOne = !report.showsMedians();
    table.append(isOne ? "" : "<th>median</th>").append("<th></th></tr>\n");
    for (int i = 0; i < report.medians().size(); i++) {
      Figure median = report.medians().get(i);
      table.append("<tr><td>").append(escape(median.name())).append("</td>");
      for (RunResult run : report.runs()) {
        table.append("<td>").append(Table.number(run.figures().get(i))).append("</td>");
      }
      table.append(isOne ? "" : "<td><b>" + Table.number(median) + "</b></td>").append("<td>");
      table.append(escape(median.unit())).append("</td></tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  private static String notes(RunResult run) {
    StringBuilder notes = new StringBuilder();
    for (String sentence : run.broken()) {
      notes
          .append("<p class=\"broken\">Broken promise: ")
          .append(escape(sentence))
          .append("</p>\n");
    }
    run.errors()
        .forEach(
            (name, count) ->
                notes
                    .append("<p>Answered ")
                    .append(count)
                    .append(" times: ")
                    .append(escape(name))
                    .append("</p>\n"));
    return notes.toString();
  }

  /// The horizontal axis counts nines: 0 is the shortest time, 1 is 90 %, 2 is 99 %, and so on.
  private static String percentiles(RunResult run) {
    Plot plot = new Plot("Latency by percentile", "ms");
    plot.ticks(
        List.of(
            new Tick(0, "0"),
            new Tick(nines(50), "50 %"),
            new Tick(1, "90 %"),
            new Tick(2, "99 %"),
            new Tick(3, "99.9 %"),
            new Tick(4, "99.99 %")));
    run.curves()
        .forEach((name, curve) -> plot.line(name, curve.stream().map(Html::point).toList()));
    return plot.svg();
  }

  private static Point point(Percentile percentile) {
    return new Point(nines(percentile.percentile()), percentile.millis());
  }

  private static double nines(double percentile) {
    return Math.min(NINES_SHOWN, -Math.log10(1 - percentile / 100));
  }

  private static String overTime(
      RunResult run, String title, String unit, Function<Sample, Map<String, Double>> values) {
    TreeSet<String> names = new TreeSet<>();
    run.samples().forEach(sample -> names.addAll(values.apply(sample).keySet()));
    if (names.isEmpty()) {
      return "";
    }
    Plot plot = new Plot(title + " (seconds since the measurement began)", unit);
    for (String name : names) {
      Stream<Sample> having =
          run.samples().stream().filter(sample -> values.apply(sample).containsKey(name));
      plot.line(
          name,
          having
              .map(sample -> new Point(sample.atSeconds(), values.apply(sample).get(name)))
              .toList());
    }
    return plot.svg();
  }
}
