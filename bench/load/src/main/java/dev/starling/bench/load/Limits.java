package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;

/// What the parts of a message cost alone, which no message can cost less than: frames that come in
/// and go out with nothing in between, and the insert with no node in front of it.
@Command(
    name = "limits",
    description =
        "The least a message can cost: --users sockets whose node answers --rate pings a second,"
            + " then batches of 50 and of 200 messages stored without a node.")
final class Limits implements Scenario {

  private static final List<Integer> BATCHES = List.of(50, 200);

  private List<Device> devices;

  /// Null when nobody says where PostgreSQL is.
  private BareInsert inserts;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "5000");
  }

  /// Nothing but what is measured.
  @Override
  public Map<String, String> nodeSettings() {
    return Map.of("STARLING_INDEXER_INDEXERS", "0");
  }

  @Override
  public void check(Settings settings) {
    int most = BATCHES.getLast();
    SetupException.unless(
        settings.users() >= 2 * most,
        "--users: " + settings.users() + " (expected: at least " + 2 * most + ")");
  }

  @Override
  public void prepare(Bench bench) {
    int pairs = bench.settings().users() / 2;
    // Those who have sockets get no messages, and the others have no sockets.
    List<Person> people = bench.register(4 * pairs);
    List<Person> away = people.subList(2 * pairs, 4 * pairs);
    inserts =
        bench.database().isEmpty() ? null : new BareInsert(bench, away, bench.openPairs(away));
    devices = bench.connect(people.subList(0, 2 * pairs));
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Pings pings = new Pings(devices);
    List<Figure> figures = new ArrayList<>(frames(bench, run, pings));
    if (inserts != null) {
      BATCHES.forEach(size -> figures.addAll(inserts.measure(size)));
    }
    long missing = pings.sent.sum() - pings.answered.sum();
    return new RunResult(
        run,
        figures,
        missing == 0 ? List.of() : List.of(missing + " pings were not answered"),
        Map.of(),
        Map.of("ping", pings.times.curve()),
        pings.sampler.samples());
  }

  private static List<Figure> frames(Bench bench, int run, Pings pings) {
    Settings settings = bench.settings();
    Schedule schedule = new Schedule(System.nanoTime(), settings.rate());
    long warmUps = schedule.countWithin(settings.warmUpSeconds());
    long count = warmUps + schedule.countWithin(settings.durationSeconds());
    pings.begin(bench, schedule, warmUps);
    Future<Void> sending =
        bench.onLoop(
            () ->
                Future.succeededFuture(
                    new Pacer(bench.vertx(), schedule, count, pings::send).start()));
    pings.sampler.sampleUntil(schedule.dueAt(warmUps), "warming up");
    Mark before = bench.meter().mark();
    long answeredBefore = pings.answered.sum();
    pings.sampler.sampleUntil(schedule.dueAt(count), "run " + run);
    Mark after = bench.meter().mark();
    long answered = pings.answered.sum() - answeredBefore;
    sending.await();
    Clocks.waitFor(settings.patience().dividedBy(10));

    double nodes =
        bench.meter().between(before, after).stream()
            .filter(use -> use.server().group() == Group.NODE)
            .mapToDouble(use -> use.microsPer(answered))
            .sum();
    Timings.Summary times = pings.times.all();
    return List.of(
        new Figure("pings answered", "/s", answered / settings.durationSeconds(), 0),
        new Figure("ping p50", "ms", times.p50(), 2),
        new Figure("ping p95", "ms", times.p95(), 2),
        new Figure("CPU nodes, a frame in and one out", "µs", nodes, 1));
  }

  /// Each socket in turn. Its answers come in the order of its pings.
  private static final class Pings implements Sampler.Source {

    private final List<Device> devices;
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final Timings times = new Timings();
    private Schedule schedule;
    private long firstMeasured;
    private Sampler sampler;

    Pings(List<Device> devices) {
      this.devices = devices;
    }

    void begin(Bench bench, Schedule planned, long measuredFrom) {
      schedule = planned;
      firstMeasured = measuredFrom;
      bench.onLoop(
          () -> {
            for (int place = 0; place < devices.size(); place++) {
              devices.get(place).listen(new Ear(place));
            }
            return Future.succeededFuture();
          });
      sampler = new Sampler(bench, this, schedule.dueAt(measuredFrom));
    }

    void send(long index) {
      devices.get((int) (index % devices.size())).ping();
      sent.increment();
    }

    @Override
    public Map<String, Long> counts() {
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("sent", sent.sum());
      counts.put("answered", answered.sum());
      return counts;
    }

    @Override
    public Timings.Summary latency() {
      return times.sinceLast();
    }

    private final class Ear implements Device.Listener {

      private long next;

      Ear(int place) {
        this.next = place;
      }

      @Override
      public void ponged() {
        answered.increment();
        if (next >= firstMeasured) {
          times.record(System.nanoTime() - schedule.dueAt(next));
        }
        next += devices.size();
      }
    }
  }
}
