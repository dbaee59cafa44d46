package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/// A day in the life: most sockets idle, some people write, in pairs and in groups, and do all else
/// that one does: see [Act].
@Command(
    name = "mixed",
    description =
        "--users sockets, mostly idle; --rate operations a second in all, of which 45 %% are"
            + " messages (to one, and to groups of 20), the others reading, stories and searches.")
final class Mixed implements Scenario {

  private static final int GROUP = 20;

  /// Of seven people two write to their group as often as to their partner, and the others to their
  /// partner only: 35 of a hundred operations are messages to one, 10 to a group.
  private static final int GROUP_WRITERS = 2;

  private static final int GROUP_WRITERS_OF = 7;

  private static final int REQUESTS_MAX = 64;
  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  private Everyday everyday;
  private OpenLoop talk;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--users", "5000", "--rate", "500");
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        settings.users() >= GROUP && settings.users() % GROUP == 0,
        "--users: " + settings.users() + " (expected: a multiple of " + GROUP + ")");
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> people = bench.register(bench.settings().users());
    List<String> pairs = bench.openPairs(people);
    List<String> groups = bench.openGroups(people, GROUP);
    Rest rest = bench.onLoop(() -> Future.succeededFuture(new Rest(bench.vertx(), REQUESTS_MAX)));
    bench.addContacts(people, Everyday.READERS);
    List<Device> devices = bench.connect(people);
    List<String> own = new ArrayList<>();
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      Device partner = devices.get(i ^ 1);
      own.add(pairs.get(i / 2));
      channels.add(new Channel(pairs.get(i / 2), devices.get(i), List.of(partner)));
      if (i % GROUP_WRITERS_OF < GROUP_WRITERS) {
        int first = i / GROUP * GROUP;
        List<Device> others = Channel.others(devices.subList(first, first + GROUP), devices.get(i));
        channels.add(new Channel(groups.get(i / GROUP), devices.get(i), others));
      }
    }
    talk = new OpenLoop(channels);
    everyday = new Everyday(rest, devices, own);
    bench.onLoop(everyday::begin);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Settings settings = bench.settings();
    double actsRate = settings.rate() * Acts.percent() / 100;
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), actsRate);
    long warmUps = schedule.countWithin(settings.warmUpSeconds());
    long count = warmUps + schedule.countWithin(settings.durationSeconds());
    Acts acts = new Acts(schedule, warmUps, everyday::act);
    Future<Void> acting =
        bench.onLoop(() -> Future.succeededFuture(acts.start(bench.vertx(), count)));
    RunResult talked =
        talk.run(bench.with(settings.at(settings.rate() - actsRate, settings.warmUp())), run);
    acting.await();
    Clocks.waitUntil(
        () -> bench.onLoop(() -> Future.succeededFuture(acts.settled())), settings.patience());
    return bench.onLoop(() -> Future.succeededFuture(together(talked, acts, settings)));
  }

  private static RunResult together(RunResult talked, Acts acts, Settings settings) {
    Map<String, Long> errors = new TreeMap<>(talked.errors());
    acts.errors().forEach((name, number) -> errors.merge(name, number, Long::sum));
    return new RunResult(
        talked.run(),
        MixedFigures.of(talked, acts.figures(), settings),
        talked.broken(),
        errors,
        talked.curves(),
        talked.samples());
  }
}
