package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// One death of a node and all that follows. Owned by the main thread; the refugees, and what they
/// touch, by the event loop.
final class StormRun implements Sampler.Source {

  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration BACK_OFF_LONGEST = Duration.ofSeconds(10);
  private static final long SEED = 20_261_124;

  private final Bench bench;
  private final int run;
  private final Runnable killer;
  private final List<Refugee> refugees = new ArrayList<>();
  private final Map<String, Long> failedAttempts = new TreeMap<>();
  private final LongAdder back = new LongAdder();
  private final Timings returning = new Timings();
  private Traffic amongBystanders;
  private volatile long killedNanos;

  StormRun(
      Bench bench,
      int run,
      Runnable kill,
      Duration firstWait,
      List<Device> leaving,
      List<Node> survivors) {
    this.bench = bench;
    this.run = run;
    this.killer = kill;
    Duration longest = firstWait.compareTo(BACK_OFF_LONGEST) > 0 ? firstWait : BACK_OFF_LONGEST;
    BackOff backOff = new BackOff(firstWait, longest, new Random(SEED));
    Refugee.World world =
        new Refugee.World(
            bench.crowd(),
            backOff,
            (millis, task) ->
                bench
                    .vertx()
                    .timer(Math.max(1, millis), TimeUnit.MILLISECONDS)
                    .onComplete(now -> task.run()),
            reason -> failedAttempts.merge(reason, 1L, Long::sum),
            this::returned);
    for (Device device : leaving) {
      Node node = survivors.get(refugees.size() % survivors.size());
      Person person = device.person();
      refugees.add(new Refugee(world, device, new Person(person.id(), person.accessToken(), node)));
    }
  }

  /// @param bystanders channels of people whose nodes stay
  /// @param toRefugees channels of such people to others whose node dies
  RunResult measure(List<Channel> bystanders, List<Channel> toRefugees) {
    Settings settings = bench.settings();
    double rate = settings.rate() / 2;
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), rate);
    long before = schedule.countWithin(settings.warmUpSeconds());
    long count = before + schedule.countWithin(settings.durationSeconds());
    int bytes = settings.textBytes();
    // Runs of their own, so that a message of one is never taken for one of the other.
    amongBystanders = new Traffic(2 * run, bystanders, schedule, before, bytes);
    Traffic away = new Traffic(2 * run + 1, toRefugees, schedule, before, bytes);
    Future<Void> sending =
        bench.onLoop(
            () -> {
              amongBystanders.listen();
              away.listen();
              refugees.forEach(Refugee::stepBetween);
              return Future.succeededFuture(
                  Future.all(
                          pacer(schedule, count, amongBystanders).start(),
                          pacer(schedule, count, away).start())
                      .mapEmpty());
            });

    Sampler sampler = new Sampler(bench, this, schedule.dueAt(before));
    sampler.sampleUntil(schedule.dueAt(before), "before the storm");
    Mark calm = bench.meter().mark();
    kill();
    sampler.sampleUntil(schedule.dueAt(count), "storm");
    Mark after = bench.meter().mark();
    sending.await();
    awaitAll(sampler);
    Tally tally = OpenLoop.settle(bench, amongBystanders);
    Tally awayTally = OpenLoop.settle(bench, away);

    StormFigures figures = new StormFigures(refugees.size(), returning.all());
    return new RunResult(
        run,
        figures.all(
            amongBystanders,
            away,
            tally.plus(awayTally),
            refugees,
            bench.meter().between(calm, after)),
        broken(tally.plus(awayTally)),
        errors(away, tally.plus(awayTally)),
        curves(away),
        sampler.samples());
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>(amongBystanders.counts());
    counts.put("back", back.sum());
    return counts;
  }

  /// Of bystanders' messages.
  @Override
  public Timings.Summary latency() {
    return amongBystanders.latency();
  }

  private Pacer pacer(Schedule schedule, long count, Traffic traffic) {
    return new Pacer(bench.vertx(), schedule, count, traffic::send);
  }

  private void kill() {
    killedNanos = System.nanoTime();
    killer.run();
    bench.say("killed a node");
  }

  private void returned(long nanos) {
    returning.record(nanos - killedNanos);
    back.increment();
  }

  /// Until everybody is back, or patience ends.
  private void awaitAll(Sampler sampler) {
    long deadline = System.nanoTime() + bench.settings().patience().toNanos();
    while (missing() > 0 && System.nanoTime() - deadline < 0) {
      sampler.sampleUntil(System.nanoTime() + BETWEEN_LOOKS.toNanos(), "storm");
    }
  }

  private long missing() {
    return bench.onLoop(
        () ->
            Future.succeededFuture(
                refugees.stream()
                    .filter(refugee -> refugee.isAway() || refugee.attempts() == 0)
                    .count()));
  }

  private List<String> broken(Tally tally) {
    long missing = missing();
    return missing == 0
        ? tally.broken()
        : Stream.concat(
                tally.broken().stream(), Stream.of(missing + " people did not come back in time"))
            .toList();
  }

  /// What failed besides attempts to come back, which are told as a figure.
  private Map<String, Long> errors(Traffic away, Tally tally) {
    Map<String, Long> errors = OpenLoop.errors(bench, amongBystanders, tally);
    bench
        .onLoop(() -> Future.succeededFuture(away.errors()))
        .forEach((name, count) -> errors.merge(name, count, Long::sum));
    return errors;
  }

  private Map<String, List<Timings.Percentile>> curves(Traffic away) {
    Map<String, List<Timings.Percentile>> curves = new LinkedHashMap<>();
    curves.put("delivery to bystanders", amongBystanders.delivery().curve());
    curves.put("delivery to those away", away.delivery().curve());
    curves.put("back and caught up", returning.curve());
    return curves;
  }
}
