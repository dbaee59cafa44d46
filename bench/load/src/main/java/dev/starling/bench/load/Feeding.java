package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Feeds asked for in an open loop, one viewer after the other: how long each took from when it was
/// due. Owned by the event loop.
final class Feeding {

  private final Rest rest;
  private final List<Device> viewers;
  private final Schedule schedule;
  private final long firstMeasured;
  private final Timings timings = new Timings();
  private final Map<String, Long> errors = new TreeMap<>();
  private long asked;
  private long answered;

  /// @param firstMeasured the index of the first feed whose time counts
  Feeding(Rest rest, List<Device> viewers, Schedule schedule, long firstMeasured) {
    this.rest = rest;
    this.viewers = List.copyOf(viewers);
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
  }

  /// Completes when the last one has been asked for.
  Future<Void> start(Vertx vertx, long count) {
    return new Pacer(vertx, schedule, count, this::ask).start();
  }

  long countUntil(double seconds) {
    return schedule.countWithin(seconds);
  }

  boolean settled() {
    return asked == answered;
  }

  void addErrors(Map<String, Long> all) {
    errors.forEach((name, count) -> all.merge(name, count, Long::sum));
    if (asked > answered) {
      all.merge("feed: no answer", asked - answered, Long::sum);
    }
  }

  List<Figure> figures(String what) {
    return MixedFigures.times(what, "feeds", timings.all());
  }

  /// @param uses what the servers used meanwhile, for this and nothing else
  List<Figure> costs(String what, List<Meter.Use> uses) {
    List<Figure> figures = new ArrayList<>();
    double all = 0;
    for (Meter.Use use : uses) {
      if (use.server().group().delivers()) {
        all += use.microsPer(answered);
        figures.add(cost(what + ", CPU " + use.server().name(), use.microsPer(answered)));
      }
    }
    figures.add(cost(what + ", " + Figures.CPU_SERVER, all));
    return figures;
  }

  private void ask(long index) {
    asked++;
    Device viewer = viewers.get((int) (index % viewers.size()));
    rest.get(viewer.person(), "/v1/stories/feed?limit=200")
        .onComplete(
            done -> {
              answered++;
              if (done.failed()) {
                errors.merge("feed: " + done.cause().getMessage(), 1L, Long::sum);
              } else if (index >= firstMeasured) {
                timings.record(System.nanoTime() - schedule.dueAt(index));
              }
            });
  }

  private static Figure cost(String name, double micros) {
    return new Figure(name, "µs per feed", micros, 0);
  }
}
