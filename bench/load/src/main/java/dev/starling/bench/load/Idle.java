package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/// Sockets that are opened and then only wait. In the end each person writes one message to
/// another, so that a socket which only seems to be alive is found out.
@Command(
    name = "idle",
    description =
        "--users sockets, opened at --rate a second, that wait for --duration; then one message"
            + " each.")
final class Idle implements Scenario {

  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  /// After so long a node has done what opening a socket leaves behind.
  private static final Duration CALM = Duration.ofSeconds(1);

  private List<Person> people;
  private List<String> conversations;

  /// Sockets a second, not messages.
  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "1500");
  }

  @Override
  public void prepare(Bench bench) {
    people = bench.register(bench.settings().users() / 2 * 2);
    conversations = bench.openPairs(people);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Clocks.waitFor(CALM);
    Schedule schedule =
        new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), bench.settings().rate());
    Connecting connecting = new Connecting(bench.crowd(), people, schedule);
    Mark before = bench.meter().mark();
    Sampler sampler = new Sampler(bench, connecting, schedule.beginNanos());
    connect(bench, schedule, connecting, sampler);
    Mark connected = bench.meter().mark();
    Clocks.waitFor(CALM);
    Mark calm = bench.meter().mark();
    sampler.sampleUntil(
        System.nanoTime() + bench.settings().duration().toNanos(),
        "idle, %,d sockets".formatted(connecting.connected()));
    Mark idled = bench.meter().mark();
    List<Channel> alive = bench.onLoop(() -> Future.succeededFuture(alive(connecting)));
    OpenLoop.Once once = new OpenLoop(alive).once(bench, run);

    List<Figure> figures = new ArrayList<>();
    connects(figures, connecting);
    costs(figures, bench.meter().between(before, connected), connecting.connected());
    memory(figures, before, idled, connecting.connected(), bench.meter());
    for (Meter.Use use : bench.meter().between(calm, idled)) {
      figures.add(new Figure("idle CPU " + use.server().name(), "cores", use.cores(), 3));
    }
    figures.add(count("alive in the end", alive.size()));
    figures.add(count("reached by a message", once.tally().delivered()));
    figures.add(millis("message p50", once.delivery().p50()));
    figures.add(millis("message p99", once.delivery().p99()));
    Map<String, Long> errors = new TreeMap<>(once.errors());
    bench
        .onLoop(() -> Future.succeededFuture(connecting.errors()))
        .forEach((name, count) -> errors.merge(name, count, Long::sum));
    close(bench, connecting);
    return new RunResult(
        run,
        figures,
        once.tally().broken(),
        errors,
        Map.of("connecting", connecting.timings().curve()),
        sampler.samples());
  }

  private void connect(Bench bench, Schedule schedule, Connecting connecting, Sampler sampler) {
    Pacer pacer = new Pacer(bench.vertx(), schedule, people.size(), connecting::open);
    Future<Void> opening = bench.onLoop(() -> Future.succeededFuture(pacer.start()));
    sampler.sampleUntil(schedule.dueAt(people.size()), "connecting");
    opening.await();
    connecting.done().await();
  }

  private List<Channel> alive(Connecting connecting) {
    List<Channel> channels = new ArrayList<>();
    for (int pair = 0; pair < conversations.size(); pair++) {
      Device one = connecting.device(2 * pair);
      Device other = connecting.device(2 * pair + 1);
      if (one != null && other != null && !one.isClosed() && !other.isClosed()) {
        channels.add(new Channel(conversations.get(pair), one, List.of(other)));
        channels.add(new Channel(conversations.get(pair), other, List.of(one)));
      }
    }
    return channels;
  }

  private static void connects(List<Figure> figures, Connecting connecting) {
    figures.add(count("connected", connecting.connected()));
    figures.add(new Figure("connects", "/s", connecting.connected() / connecting.seconds(), 0));
    Timings.Summary times = connecting.timings().all();
    figures.add(millis("connecting p50", times.p50()));
    figures.add(millis("connecting p95", times.p95()));
    figures.add(millis("connecting p99", times.p99()));
    figures.add(millis("connecting max", times.max()));
  }

  private static void costs(List<Figure> figures, List<Meter.Use> uses, long connects) {
    for (Meter.Use use : uses) {
      figures.add(
          new Figure("CPU " + use.server().name(), "µs per connect", use.microsPer(connects), 0));
    }
  }

  /// What the nodes have grown by, garbage that no collection has taken away yet included.
  private static void memory(
      List<Figure> figures, Mark before, Mark after, long sockets, Meter meter) {
    double grown = meter.memoryMib(after, Group.NODE) - meter.memoryMib(before, Group.NODE);
    figures.add(
        new Figure(
            "nodes' memory growth", "KiB per socket", grown * 1024 / Math.max(1, sockets), 1));
    for (Meter.Use use : meter.between(before, after)) {
      figures.add(new Figure("memory " + use.server().name(), "MiB", use.memoryMib(), 0));
    }
  }

  private void close(Bench bench, Connecting connecting) {
    bench.onLoop(
        () -> {
          List<Future<Void>> closing = new ArrayList<>();
          for (int index = 0; index < people.size(); index++) {
            Device device = connecting.device(index);
            if (device != null && !device.isClosed()) {
              closing.add(device.close());
            }
          }
          // One that is closed by now from the other end is closed all the same.
          return Future.join(closing).otherwiseEmpty();
        });
  }

  private static Figure count(String name, long value) {
    return new Figure(name, "sockets", value, 0);
  }

  private static Figure millis(String name, double value) {
    return new Figure(name, "ms", value, 2);
  }
}
