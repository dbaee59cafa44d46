package dev.starling.bench.load.report;

import dev.starling.bench.load.measure.Timings.Percentile;
import java.util.List;
import java.util.Map;

/// What one run measured.
///
/// @param broken promises that the server broke, each as a sentence; empty for a sound run
/// @param errors how often each was answered, by name
/// @param curves percentiles by what took the time
public record RunResult(
    int run,
    List<Figure> figures,
    List<String> broken,
    Map<String, Long> errors,
    Map<String, List<Percentile>> curves,
    List<Sample> samples) {

  public RunResult {
    figures = List.copyOf(figures);
    broken = List.copyOf(broken);
    samples = List.copyOf(samples);
  }

  /// The value of a figure that is there.
  public double figure(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure " + name))
        .value();
  }
}
