package dev.starling.bench.load;

import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import java.util.ArrayList;
import java.util.List;

/// The numbers that a storm comes down to.
///
/// @param lost how many sockets the dead node had
/// @param returning from its death until a person had caught up
record StormFigures(int lost, Timings.Summary returning) {

  List<Figure> all(
      Traffic bystanders, Traffic away, Tally tally, List<Refugee> refugees, List<Meter.Use> uses) {
    List<Figure> figures = new ArrayList<>();
    figures.add(count("sockets lost", "sockets", lost));
    figures.add(count("back and caught up", "sockets", returning.count()));
    figures.add(seconds("half are back", returning.p50()));
    figures.add(seconds("95 % are back", returning.p95()));
    figures.add(seconds("the last is back", returning.max()));
    double until = Math.max(returning.max() / 1000, 1e-3);
    figures.add(new Figure("reconnects", "/s", returning.count() / until, 0));
    long attempts = refugees.stream().mapToLong(Refugee::attempts).sum();
    figures.add(new Figure("attempts", "per socket", (double) attempts / Math.max(1, lost), 2));
    times(figures, "bystanders' messages", bystanders.delivery().all());
    times(figures, "messages to those away", away.delivery().all());
    figures.add(count("lost", "messages", tally.lost()));
    figures.add(count("doubled", "messages", tally.doubled()));
    figures.add(count("reordered", "messages", tally.reordered()));
    figures.add(count("refused", "messages", tally.refused()));
    figures.add(count("unanswered", "messages", tally.unanswered()));
    long repeated = refugees.stream().mapToLong(Refugee::repeated).sum();
    figures.add(count("sent again when resuming, known by sequence", "messages", repeated));
    for (Meter.Use use : uses) {
      figures.add(new Figure("CPU " + use.server().name(), "cores", use.cores(), 2));
    }
    for (Meter.Use use : uses) {
      figures.add(new Figure("memory " + use.server().name(), "MiB", use.memoryMib(), 0));
    }
    return figures;
  }

  private static void times(List<Figure> figures, String what, Timings.Summary times) {
    figures.add(new Figure(what + " p50", "ms", times.p50(), 2));
    figures.add(new Figure(what + " p95", "ms", times.p95(), 2));
    figures.add(new Figure(what + " p99", "ms", times.p99(), 2));
    figures.add(new Figure(what + " max", "ms", times.max(), 2));
  }

  private static Figure count(String name, String unit, long value) {
    return new Figure(name, unit, value, 0);
  }

  private static Figure seconds(String name, double millis) {
    return new Figure(name, "s", millis / 1000, 2);
  }
}
