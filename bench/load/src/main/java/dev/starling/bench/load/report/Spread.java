package dev.starling.bench.load.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The values that one figure had in the runs of a report.
///
/// @param sorted from the smallest to the largest
record Spread(String unit, int digits, List<Double> sorted) {

  Spread {
    sorted = List.copyOf(sorted);
  }

  static Spread nothing(String unit, int digits) {
    return new Spread(unit, digits, List.of());
  }

  Spread with(double value) {
    return new Spread(
        unit, digits, Stream.concat(sorted.stream(), Stream.of(value)).sorted().toList());
  }

  /// One value says nothing about how far the next one would be.
  boolean isKnown() {
    return sorted.size() > 1;
  }

  double median() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  boolean isAbove(Spread other) {
    return sorted.getFirst() > other.sorted.getLast();
  }

  String text() {
    String median = number(median());
    return isKnown()
        ? median + " (" + number(sorted.getFirst()) + "–" + number(sorted.getLast()) + ")"
        : median;
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
