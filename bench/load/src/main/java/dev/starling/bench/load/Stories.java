package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a feed costs among so many people and stories: first alone, with ever more stories of
/// people whom nobody here follows, then beside messages.
@Command(
    name = "stories",
    description =
        "--users people, who each follow 500 authors of whom 200 have 3 stories, ask for --feeds"
            + " feeds a second in all: alone at each of --sizes, then beside --rate messages a"
            + " second.")
final class Stories implements Scenario {

  private static final int REQUESTS_MAX = 64;
  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  /// Before the first measurement, so that each feed has been asked for once.
  private static final double FIRST_LOOKS_A_SECOND = 100;

  @Option(
      names = "--feeds",
      defaultValue = "200",
      description = "Feeds a second, of all together (default: ${DEFAULT-VALUE}).")
  private double feeds;

  @Option(
      names = "--people",
      defaultValue = "100000",
      description = "Accounts besides --users, made by SQL (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "10000,100000,300000",
      description = "Active stories, made by SQL, one after the other (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  private StoryBallast ballast;
  private List<Device> devices;
  private OpenLoop talk;
  private Rest rest;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "500");
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        feeds > 0 && feeds <= Settings.RATE_MAX,
        "--feeds: " + feeds + " (expected: more than 0, at most 1000000)");
    int before = StoryBallast.STORIES_MIN;
    for (int size : sizes) {
      SetupException.unless(
          size >= before && size <= StoryBallast.storiesMax(people),
          "--sizes: %d (expected: each more than that before, %d to %d, three for each of --people)"
              .formatted(size, before, StoryBallast.storiesMax(people)));
      before = size;
    }
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> viewers = bench.register(bench.settings().users() / 2 * 2);
    List<String> pairs = bench.openPairs(viewers);
    rest = bench.onLoop(() -> Future.succeededFuture(new Rest(bench.vertx(), REQUESTS_MAX)));
    ballast = new StoryBallast(bench.database(), bench::progress);
    ballast.begin(
        viewers.stream().map(person -> UserId.parse(person.id())).toList(),
        people,
        StoryBallast.authors(sizes.getFirst()));
    devices = bench.connect(viewers);
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      channels.add(new Channel(pairs.get(i / 2), devices.get(i), List.of(devices.get(i ^ 1))));
    }
    talk = new OpenLoop(channels);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    List<Figure> figures = new ArrayList<>();
    Map<String, Long> errors = new TreeMap<>();
    for (int size : sizes) {
      ballast.grow(size);
      firstLooks(bench);
      alone(bench, "feed of %,d stories".formatted(size), figures, errors);
    }
    Settings settings = bench.settings();
    Feeding feeding = feeding(settings);
    Future<Void> asking = start(bench, feeding, settings);
    RunResult talked = talk.run(bench, run);
    asking.await();
    settle(bench, feeding);
    List<Figure> all = new ArrayList<>(figures);
    all.addAll(
        MixedFigures.of(
            talked,
            feeding.figures("feed beside messages"),
            settings.at(settings.rate() + feeds, Duration.ZERO)));
    errors.putAll(talked.errors());
    feeding.addErrors(errors);
    return new RunResult(
        talked.run(), all, talked.broken(), errors, talked.curves(), talked.samples());
  }

  /// Not measured: rings are made, and caches filled.
  private void firstLooks(Bench bench) {
    Schedule schedule = new Schedule(System.nanoTime(), FIRST_LOOKS_A_SECOND);
    Feeding feeding = new Feeding(rest, devices, schedule, 0);
    bench.progress("first looks");
    bench.onLoop(() -> feeding.start(bench.vertx(), devices.size()));
    settle(bench, feeding);
  }

  private void alone(Bench bench, String what, List<Figure> figures, Map<String, Long> errors) {
    Settings settings = bench.settings();
    Feeding feeding = feeding(settings);
    bench.progress(what);
    Meter.Mark before = bench.meter().mark();
    start(bench, feeding, settings).await();
    settle(bench, feeding);
    Meter.Mark after = bench.meter().mark();
    figures.addAll(feeding.figures(what));
    figures.addAll(feeding.costs(what, bench.meter().between(before, after)));
    feeding.addErrors(errors);
  }

  private Feeding feeding(Settings settings) {
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), feeds);
    return new Feeding(rest, devices, schedule, schedule.countWithin(settings.warmUpSeconds()));
  }

  private Future<Void> start(Bench bench, Feeding feeding, Settings settings) {
    return bench.onLoop(
        () ->
            Future.succeededFuture(
                feeding.start(
                    bench.vertx(),
                    feeding.countUntil(settings.warmUpSeconds() + settings.durationSeconds()))));
  }

  private static void settle(Bench bench, Feeding feeding) {
    Clocks.waitUntil(
        () -> bench.onLoop(() -> Future.succeededFuture(feeding.settled())),
        bench.settings().patience());
  }
}
