package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Lines over an axis, as SVG that stands in an HTML page.
final class Plot {

  /// A point of a line, in the units of the axes.
  record Point(double x, double y) {}

  /// A mark on an axis.
  record Tick(double at, String label) {}

  private static final int WIDTH = 860;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 34;
  private static final int TICKS_WANTED = 5;

  private static final String[] COLOURS = {
    "#2458c5", "#c2410c", "#15803d", "#7c3aed", "#b91c1c", "#0e7490", "#a16207", "#4b5563",
  };

  private final String title;
  private final String unit;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();
  private List<Tick> ticks;

  Plot(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /// Points that are no numbers leave a gap nowhere: they are left out.
  void line(String name, List<Point> points) {
    List<Point> finite = new ArrayList<>(points);
    finite.removeIf(point -> !Double.isFinite(point.x()) || !Double.isFinite(point.y()));
    lines.put(name, finite);
  }

  /// Marks of the horizontal axis, in place of round numbers.
  void ticks(List<Tick> chosen) {
    ticks = List.copyOf(chosen);
  }

  String svg() {
    double xMin = extreme(true, 0);
    double xMax = Math.max(extreme(false, 1), xMin + 1e-9);
    double yMax = Math.max(highest(), 1e-9);
    StringBuilder svg = new StringBuilder();
    svg.append("<figure><figcaption>").append(Html.escape(title)).append(legend());
    svg.append("</figcaption>");
    svg.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH, HEIGHT, Html.escape(title)));
    for (double tick : rounds(0, yMax)) {
      double y = y(tick, yMax);
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, WIDTH - RIGHT, y, y));
      svg.append(
          format(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT - 6, y + 4, label(tick) + (tick == 0 ? "" : " " + unit)));
    }
    List<Tick> marks = ticks == null ? roundTicks(xMin, xMax) : ticks;
    for (Tick tick : marks) {
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(tick.at(), xMin, xMax), HEIGHT - 10, Html.escape(tick.label())));
    }
    int colour = 0;
    for (List<Point> points : lines.values()) {
      svg.append(polyline(points, COLOURS[colour++ % COLOURS.length], xMin, xMax, yMax));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    int colour = 0;
    for (String name : lines.keySet()) {
      legend.append(
          format(
              " <span style=\"color:%s\">&#9632; %s</span>",
              COLOURS[colour++ % COLOURS.length], Html.escape(name)));
    }
    return legend.toString();
  }

  private static String polyline(
      List<Point> points, String colour, double xMin, double xMax, double yMax) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(format("%.1f,%.1f ", x(point.x(), xMin, xMax), y(point.y(), yMax)));
    }
    return format("<polyline stroke=\"%s\" points=\"%s\"/>", colour, path.toString().strip());
  }

  private double extreme(boolean least, double otherwise) {
    var all = lines.values().stream().flatMap(List::stream).mapToDouble(Point::x);
    return (least ? all.min() : all.max()).orElse(otherwise);
  }

  private double highest() {
    return lines.values().stream().flatMap(List::stream).mapToDouble(Point::y).max().orElse(1);
  }

  private static List<Tick> roundTicks(double from, double to) {
    return rounds(from, to).stream().map(at -> new Tick(at, label(at))).toList();
  }

  /// Round numbers between two others, about as many as fit.
  static List<Double> rounds(double from, double to) {
    double rough = (to - from) / TICKS_WANTED;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    List<Double> rounds = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
      rounds.add(i * step);
    }
    return rounds;
  }

  private static String label(double value) {
    return value == Math.rint(value) ? format("%,.0f", value) : format("%.3g", value);
  }

  private static double x(double value, double min, double max) {
    return LEFT + (value - min) / (max - min) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double max) {
    return HEIGHT - BOTTOM - value / max * (HEIGHT - TOP - BOTTOM);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
