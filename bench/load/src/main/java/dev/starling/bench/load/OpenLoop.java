package dev.starling.bench.load;

import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.measure.Timings.Percentile;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Sends messages in channels at a fixed rate, come what may, and measures what becomes of them:
/// warm-up, measurement, and the wait for what is still on its way.
public final class OpenLoop {

  static final String DELIVERED_OF_DUE = "delivered of what was due";

  /// Always the same order, so that two runs do the same.
  private static final long SHUFFLE_SEED = 20_261_124;

  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  /// What is doubled comes later than what is not. Never longer than the patience.
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final List<Channel> channels;

  public OpenLoop(List<Channel> channels) {
    // Otherwise those of one conversation would always write at the same moment.
    List<Channel> shuffled = new ArrayList<>(channels);
    Collections.shuffle(shuffled, new Random(SHUFFLE_SEED));
    this.channels = List.copyOf(shuffled);
  }

  public RunResult run(Bench bench, int run) {
    Settings settings = bench.settings();
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), settings.rate());
    long warmUps = schedule.countWithin(settings.warmUpSeconds());
    long count = warmUps + schedule.countWithin(settings.durationSeconds());
    Traffic traffic = new Traffic(run, channels, schedule, warmUps, settings.textBytes());
    Pacer pacer = new Pacer(bench.vertx(), schedule, count, traffic::send);
    Future<Void> sending = begin(bench, traffic, pacer);

    Sampler sampler = new Sampler(bench, traffic, schedule.dueAt(warmUps));
    sampler.sampleUntil(schedule.dueAt(warmUps), "warming up");
    bench.flameGraphs().restart();
    Map<String, Long> countsBefore = traffic.counts();
    Mark before = bench.meter().mark();
    sampler.sampleUntil(schedule.dueAt(count), "run " + run);
    Mark after = bench.meter().mark();
    bench.flameGraphs().end();
    Map<String, Long> countsAfter = traffic.counts();
    bench.progress("waiting for what is on its way");
    sending.await();
    Tally tally = settle(bench, traffic);
    IndexBacklog.CaughtUp index = new IndexBacklog(bench).awaitEmpty(schedule.dueAt(count));

    double seconds = (after.nanos() - before.nanos()) / 1e9;
    Figures figures =
        new Figures(
            traffic,
            tally,
            countsBefore,
            countsAfter,
            (count - warmUps) * hearersPerMessage(),
            bench.meter().between(before, after));
    return new RunResult(
        run,
        Stream.concat(figures.all(seconds).stream(), index.figures().stream()).toList(),
        Stream.concat(tally.broken().stream(), index.broken().stream()).toList(),
        errors(bench, traffic, tally),
        curves(traffic),
        sampler.samples());
  }

  private double hearersPerMessage() {
    return channels.stream().mapToInt(channel -> channel.hearers().size()).average().orElse(0);
  }

  /// What became of one message in each channel.
  record Once(Tally tally, Timings delivery, Map<String, Long> errors) {}

  /// Every channel is used once, at the same rate: proof that all are alive.
  Once once(Bench bench, int run) {
    Schedule schedule =
        new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), bench.settings().rate());
    Traffic traffic = new Traffic(run, channels, schedule, 0, bench.settings().textBytes());
    begin(bench, traffic, new Pacer(bench.vertx(), schedule, channels.size(), traffic::send))
        .await();
    Tally tally = settle(bench, traffic);
    return new Once(tally, traffic.delivery(), errors(bench, traffic, tally));
  }

  private static Future<Void> begin(Bench bench, Traffic traffic, Pacer pacer) {
    return bench.onLoop(
        () -> {
          traffic.listen();
          // Not waited for: it is to be watched meanwhile.
          return Future.succeededFuture(pacer.start());
        });
  }

  /// Waits until nothing is on its way any more, and a little longer.
  static Tally settle(Bench bench, Traffic traffic) {
    Duration patience = bench.settings().patience();
    Clocks.waitUntil(() -> tally(bench, traffic).settled(), patience);
    Clocks.waitFor(patience.compareTo(AFTERWARDS) < 0 ? patience : AFTERWARDS);
    return tally(bench, traffic);
  }

  private static Tally tally(Bench bench, Traffic traffic) {
    return bench.onLoop(() -> Future.succeededFuture(traffic.tally()));
  }

  static Map<String, Long> errors(Bench bench, Traffic traffic, Tally tally) {
    Map<String, Long> errors = bench.onLoop(() -> Future.succeededFuture(traffic.errors()));
    if (tally.unanswered() > 0) {
      errors.put("no answer", tally.unanswered());
    }
    return errors;
  }

  private static Map<String, List<Percentile>> curves(Traffic traffic) {
    Map<String, List<Percentile>> curves = new LinkedHashMap<>();
    curves.put("delivery", traffic.delivery().curve());
    if (traffic.isToMany()) {
      curves.put("delivery to the last", traffic.toTheLast().curve());
    }
    curves.put("acknowledgement", traffic.acknowledgement().curve());
    return curves;
  }
}
