package dev.starling.bench.load;

import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The numbers that a run of messages comes down to.
///
/// @param before what had been counted when the measurement began
/// @param after and when it ended
/// @param due how many deliveries the messages of that time make
/// @param uses what each server used between the two
record Figures(
    Traffic traffic,
    Tally tally,
    Map<String, Long> before,
    Map<String, Long> after,
    double due,
    List<Meter.Use> uses) {

  static final String CPU_SERVER = "CPU server (nodes, PostgreSQL, Redis)";

  List<Figure> all(double seconds) {
    List<Figure> figures = new ArrayList<>();
    after.forEach((name, count) -> figures.add(rate(name, count - before.get(name), seconds)));
    figures.add(new Figure(OpenLoop.DELIVERED_OF_DUE, "%", 100.0 * came() / due, 1));
    times(figures, "delivery", traffic.delivery().all());
    if (traffic.isMixed()) {
      times(figures, "delivery to one", traffic.toOne().all());
      times(figures, "delivery in groups", traffic.toMany().all());
    }
    if (traffic.isToMany()) {
      times(figures, "delivery to the last", traffic.toTheLast().all());
    }
    times(figures, "acknowledgement", traffic.acknowledgement().all());
    figures.add(millis("generator late p99", traffic.lateness().all().p99()));
    fates(figures);
    costs(figures);
    for (Meter.Use use : uses) {
      figures.add(new Figure("memory " + use.server().name(), "MiB", use.memoryMib(), 0));
    }
    return figures;
  }

  /// Of the messages that were due in the time, whenever they came.
  private long came() {
    return traffic.delivery().all().count();
  }

  private long delivered() {
    return counted(Traffic.DELIVERED);
  }

  private long counted(String name) {
    return after.get(name) - before.get(name);
  }

  private static void times(List<Figure> figures, String what, Timings.Summary times) {
    figures.add(millis(what + " p50", times.p50()));
    figures.add(millis(what + " p95", times.p95()));
    figures.add(millis(what + " p99", times.p99()));
    figures.add(millis(what + " p99.9", times.p999()));
    figures.add(millis(what + " max", times.max()));
  }

  private void fates(List<Figure> figures) {
    figures.add(count("lost", tally.lost()));
    figures.add(count("doubled", tally.doubled()));
    figures.add(count("reordered", tally.reordered()));
    figures.add(count("refused", tally.refused()));
    figures.add(count("unanswered", tally.unanswered()));
  }

  private void costs(List<Figure> figures) {
    figures.add(cost(CPU_SERVER, delivery(delivered())));
    if (traffic.isToMany()) {
      figures.add(
          new Figure(
              CPU_SERVER + " of a message to all",
              "µs per written message",
              delivery(counted(Traffic.ACKNOWLEDGED)),
              1));
    }
    for (Meter.Use use : uses) {
      figures.add(cost("CPU " + use.server().name(), use.microsPer(delivered())));
    }
  }

  private double delivery(long things) {
    return uses.stream()
        .filter(use -> use.server().group().delivers())
        .mapToDouble(use -> use.microsPer(things))
        .sum();
  }

  private static Figure rate(String name, long count, double seconds) {
    return new Figure(name, "/s", count / seconds, 0);
  }

  private static Figure millis(String name, double value) {
    return new Figure(name, "ms", value, 2);
  }

  private static Figure count(String name, long value) {
    return new Figure(name, "messages", value, 0);
  }

  private static Figure cost(String name, double micros) {
    return new Figure(name, "µs per delivered message", micros, 1);
  }
}
