package dev.starling.bench.load;

import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.Sample;
import java.util.ArrayList;
import java.util.List;

/// The numbers that writing to people who are away, and their coming back, come down to.
final class OfflineFigures {

  private static final String STORED = "µs per stored message";
  private static final String RECEIVED = "µs per received message";

  private final Meter meter;
  private final List<Figure> figures = new ArrayList<>();

  OfflineFigures(Meter meter) {
    this.meter = meter;
  }

  void stored(Filling filling, Mark begin, Mark end) {
    long stored = filling.counts().get(Filling.STORED);
    figures.add(new Figure("stored", "/s", stored / seconds(begin, end.nanos()), 0));
    Timings.Summary times = filling.acknowledgement().all();
    figures.add(millis("acknowledgement p50", times.p50()));
    figures.add(millis("acknowledgement p99", times.p99()));
    costs("to store: ", STORED, meter.between(begin, end), stored);
  }

  /// @param samples of the memory while they came back
  /// @param calm some time after it
  void resumed(Resuming resuming, Mark before, Mark after, List<Sample> samples, Mark calm) {
    long received = resuming.received();
    double seconds = seconds(before, resuming.lastNanos());
    figures.add(new Figure("all received after", "s", seconds, 2));
    figures.add(new Figure("received", "/s", received / seconds, 0));
    Timings.Summary times = resuming.catchingUp().all();
    figures.add(millis("catching up p50", times.p50()));
    figures.add(millis("catching up max", times.max()));
    costs("to receive: ", RECEIVED, meter.between(before, after), received);
    double most = Math.max(nodes(before), nodes(after));
    for (Sample sample : samples) {
      most = Math.max(most, nodes(sample));
    }
    figures.add(new Figure("nodes' memory before coming back", "MiB", nodes(before), 0));
    figures.add(new Figure("nodes' memory at most", "MiB", most, 0));
    figures.add(new Figure("nodes' memory afterwards", "MiB", nodes(calm), 0));
  }

  List<Figure> all(Tally tally) {
    List<Figure> all = new ArrayList<>(figures);
    all.add(count("lost", tally.lost()));
    all.add(count("doubled", tally.doubled()));
    all.add(count("reordered", tally.reordered()));
    all.add(count("refused", tally.refused()));
    all.add(count("unanswered", tally.unanswered()));
    return all;
  }

  private void costs(String what, String unit, List<Meter.Use> uses, long things) {
    double server =
        uses.stream()
            .filter(use -> use.server().group().delivers())
            .mapToDouble(use -> use.microsPer(things))
            .sum();
    figures.add(new Figure(what + Figures.CPU_SERVER, unit, server, 1));
    for (Meter.Use use : uses) {
      figures.add(new Figure(what + "CPU " + use.server().name(), unit, use.microsPer(things), 1));
    }
  }

  private double nodes(Mark mark) {
    return meter.memoryMib(mark, Server.Group.NODE);
  }

  private double nodes(Sample sample) {
    return meter.servers().stream()
        .filter(server -> server.group() == Server.Group.NODE)
        .mapToDouble(server -> sample.memoryMib().getOrDefault(server.name(), 0.0))
        .sum();
  }

  private static double seconds(Mark begin, long endNanos) {
    return (endNanos - begin.nanos()) / 1e9;
  }

  private static Figure millis(String name, double value) {
    return new Figure(name, "ms", value, 2);
  }

  private static Figure count(String name, long value) {
    return new Figure(name, "messages", value, 0);
  }
}
