package dev.starling.node;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a node says at `/metrics`, read once.
final class Metrics {

  private final List<String> lines;

  Metrics(String url) {
    byte[] body = new Rest(url, null).get("/metrics").raw().body();
    this.lines = new String(body, StandardCharsets.UTF_8).lines().toList();
  }

  /// The sum over the samples whose name, labels included, begins like this.
  double value(String sample) {
    return lines.stream()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /// All samples: names with labels.
  List<String> samples() {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  /// The names of all samples, without labels.
  List<String> names() {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .distinct()
        .toList();
  }
}
