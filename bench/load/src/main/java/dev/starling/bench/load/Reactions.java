package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// People in pairs, on different nodes, who write to each other and react to what the other wrote.
@Command(
    name = "reactions",
    description =
        "--users people in pairs, who write to each other, --rate messages a second in all, and"
            + " react to each other's messages, --reactions a second in all.")
final class Reactions implements Scenario {

  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  @Option(
      names = "--reactions",
      defaultValue = "500",
      description = "Reactions a second, of all together (default: ${DEFAULT-VALUE}).")
  private double reactions;

  private OpenLoop talk;
  private List<Reacting.Pair> pairs;
  private int[] made;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "1000", "--nodes", "2");
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        reactions > 0 && reactions <= Settings.RATE_MAX,
        "--reactions: " + reactions + " (expected: more than 0, at most 1000000)");
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> people = bench.register(bench.settings().users() / 2 * 2);
    List<String> conversations = bench.openPairs(people);
    List<List<Long>> written = bench.write(people, conversations, Reacting.TARGETS);
    List<Device> devices = bench.connect(people);
    List<Channel> channels = new ArrayList<>();
    pairs = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      String conversation = conversations.get(i / 2);
      int partner = i ^ 1;
      channels.add(new Channel(conversation, devices.get(i), List.of(devices.get(partner))));
      pairs.add(
          new Reacting.Pair(
              conversation, devices.get(i), devices.get(partner), written.get(partner)));
    }
    made = new int[pairs.size()];
    talk = new OpenLoop(channels);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Settings settings = bench.settings();
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), reactions);
    long warmUps = schedule.countWithin(settings.warmUpSeconds());
    long count = warmUps + schedule.countWithin(settings.durationSeconds());
    Reacting reacting = new Reacting(pairs, made, schedule, warmUps);
    Future<Void> all =
        bench.onLoop(() -> Future.succeededFuture(reacting.start(bench.vertx(), count)));
    RunResult talked = talk.run(bench, run);
    all.await();
    Clocks.waitUntil(
        () -> bench.onLoop(() -> Future.succeededFuture(reacting.tally().settled())),
        settings.patience());
    made = reacting.made();
    return bench.onLoop(() -> Future.succeededFuture(together(talked, reacting, settings)));
  }

  private RunResult together(RunResult talked, Reacting reacting, Settings settings) {
    Map<String, Long> errors = new TreeMap<>(talked.errors());
    errors.putAll(reacting.errors());
    Stream<String> broken = reacting.tally().broken().stream().map(what -> "reactions: " + what);
    return new RunResult(
        talked.run(),
        MixedFigures.of(
            talked, reacting.figures(), settings.at(settings.rate() + reactions, Duration.ZERO)),
        Stream.concat(talked.broken().stream(), broken).toList(),
        errors,
        talked.curves(),
        talked.samples());
  }
}
