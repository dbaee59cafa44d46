package dev.starling.bench.load;

import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  /// Fewer than a process may usually open files.
  @Option(
      names = "--sockets-per-process",
      defaultValue = "15000",
      description =
          "Past so many sockets, they are held by several generator processes (default:"
              + " ${DEFAULT-VALUE}).")
  private int socketsPerProcess;

  private int sockets;
  private Flocks flocks;

  /// The nodes when they were ready and had nothing to do yet.
  private Mark atRest;

  /// Sockets a second, not messages.
  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "1500");
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        socketsPerProcess >= 2,
        "--sockets-per-process: " + socketsPerProcess + " (expected: at least 2)");
  }

  @Override
  public void prepare(Bench bench) {
    sockets = bench.settings().users() / 2 * 2;
    FileLimit.check(bench.target(), sockets);
    atRest = bench.meter().mark();
    int perProcess = Math.min(socketsPerProcess, FileLimit.sockets());
    List<Person> people = bench.register(sockets);
    List<String> conversations = bench.openPairs(people);
    flocks = Flocks.of(bench, people, conversations, perProcess);
  }

  @Override
  public void end() {
    if (flocks != null) {
      flocks.end();
    }
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Clocks.waitFor(CALM);
    double rate = bench.settings().rate();
    long begin = System.nanoTime() + BEFORE_BEGIN.toNanos();
    Mark before = bench.meter().mark();
    flocks.open(rate, BEFORE_BEGIN);
    Sampler sampler = new Sampler(bench, flocks, begin);
    sampler.sampleUntil(begin + (long) (sockets / rate * 1e9), "connecting");
    Flock.Opened opened = flocks.opened();
    Mark connected = bench.meter().mark();
    Clocks.waitFor(CALM);
    Mark calm = bench.meter().mark();
    sampler.sampleUntil(
        System.nanoTime() + bench.settings().duration().toNanos(),
        "idle, %,d sockets".formatted(opened.connected()));
    Mark idled = bench.meter().mark();
    Flock.Reached reached = flocks.reach(run, rate);
    Timings.Summary messages = summary(reached.times());

    List<Figure> figures = new ArrayList<>();
    connects(figures, opened, flocks.connecting().all());
    costs(figures, bench.meter().between(before, connected), opened.connected());
    memory(figures, idled, opened.connected(), bench.meter());
    for (Meter.Use use : bench.meter().between(calm, idled)) {
      figures.add(new Figure("idle CPU " + use.server().name(), "cores", use.cores(), 3));
    }
    figures.add(count("alive in the end", reached.alive()));
    figures.add(count("reached by a message", reached.tally().delivered()));
    figures.add(millis("message p50", messages.p50()));
    figures.add(millis("message p99", messages.p99()));
    figures.add(new Figure("generator processes", "", flocks.size(), 0));
    flocks.shut();
    return new RunResult(
        run,
        figures,
        reached.tally().broken(),
        reached.errors(),
        Map.of("connecting", flocks.connecting().curve()),
        sampler.samples());
  }

  private static Timings.Summary summary(String written) {
    Timings times = new Timings();
    times.add(written);
    return times.all();
  }

  private static void connects(List<Figure> figures, Flock.Opened opened, Timings.Summary times) {
    figures.add(count("connected", opened.connected()));
    figures.add(new Figure("connects", "/s", opened.connected() / opened.seconds(), 0));
    figures.add(millis("connecting p50", times.p50()));
    figures.add(millis("connecting p95", times.p95()));
    figures.add(millis("connecting p99", times.p99()));
    figures.add(millis("connecting max", times.max()));
  }

  private static void costs(List<Figure> figures, List<Meter.Use> uses, long connects) {
    double server =
        uses.stream()
            .filter(use -> use.server().group().delivers())
            .mapToDouble(use -> use.microsPer(connects))
            .sum();
    figures.add(new Figure(Figures.CPU_SERVER, "µs per connect", server, 0));
    for (Meter.Use use : uses) {
      figures.add(
          new Figure("CPU " + use.server().name(), "µs per connect", use.microsPer(connects), 0));
    }
  }

  /// What the nodes have grown by since they were ready and nobody had an account, garbage that no
  /// collection has taken away yet included.
  private void memory(List<Figure> figures, Mark after, long sockets, Meter meter) {
    double rest = meter.memoryMib(atRest, Group.NODE);
    double grown = meter.memoryMib(after, Group.NODE) - rest;
    figures.add(new Figure("nodes' memory at rest", "MiB", rest, 0));
    figures.add(
        new Figure(
            "nodes' memory beyond rest", "KiB per socket", grown * 1024 / Math.max(1, sockets), 1));
    for (Meter.Use use : meter.between(atRest, after)) {
      figures.add(new Figure("memory " + use.server().name(), "MiB", use.memoryMib(), 0));
    }
  }

  private static Figure count(String name, long value) {
    return new Figure(name, "sockets", value, 0);
  }

  private static Figure millis(String name, double value) {
    return new Figure(name, "ms", value, 2);
  }
}
