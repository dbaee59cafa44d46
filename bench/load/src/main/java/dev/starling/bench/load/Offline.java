package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Ledger;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.report.RunResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// People who are away while others write to them, and then come back, all at once, with the cursor
/// that they left with.
@Command(
    name = "offline",
    description =
        "--people go away, --users write --waiting messages to each of them, as fast as they are"
            + " acknowledged, and then all come back for them.")
final class Offline implements Scenario {

  /// After so long a node has done what writing leaves behind.
  private static final Duration CALM = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  @Option(
      names = "--people",
      defaultValue = "1",
      description = "Those who are away (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--waiting",
      defaultValue = "100000",
      description = "Messages for each of them (default: ${DEFAULT-VALUE}).")
  private int waiting;

  @Option(
      names = "--conversations",
      defaultValue = "20",
      description = "Those of them that each has messages in (default: ${DEFAULT-VALUE}).")
  private int perPerson;

  private List<Person> away;
  private List<Device> writers;
  private List<String> conversations;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--users", "20");
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(people >= 1, "--people: " + people + " (expected: at least 1)");
    SetupException.unless(
        perPerson >= 1 && perPerson <= settings.users(),
        "--conversations: " + perPerson + " (expected: 1 to --users, " + settings.users() + ")");
    SetupException.unless(
        waiting >= perPerson && waiting % perPerson == 0,
        "--waiting: " + waiting + " (expected: a multiple of --conversations, " + perPerson + ")");
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> all = bench.register(people + bench.settings().users());
    away = all.subList(0, people);
    List<Person> others = all.subList(people, all.size());
    // Numbered, those of the first person first; the writers take turns.
    List<Person> ones = new ArrayList<>();
    List<Person> partners = new ArrayList<>();
    for (int number = 0; number < people * perPerson; number++) {
      ones.add(away.get(number / perPerson));
      partners.add(others.get(number % others.size()));
    }
    conversations = bench.openDirects(ones, partners);
    writers = bench.connect(others);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Ledger ledger = new Ledger();
    List<Ledger.Stream> streams = conversations.stream().map(one -> ledger.stream()).toList();
    List<Resuming.Returning> returning = leave(bench, streams);
    Clocks.waitFor(CALM);

    Filling filling =
        new Filling(run, bench.settings().textBytes(), tasks(streams), waiting / perPerson);
    OfflineFigures figures = new OfflineFigures(bench.meter());
    Sampler sampler = new Sampler(bench, filling, System.nanoTime());
    Mark empty = bench.meter().mark();
    watch(bench, sampler, filling, bench.onLoop(() -> begun(filling.start())), "writing");
    figures.stored(filling, empty, bench.meter().mark());

    Clocks.waitFor(CALM);
    Resuming resuming = new Resuming(bench.crowd(), run, returning);
    Sampler resumed = new Sampler(bench, resuming, System.nanoTime());
    Mark before = bench.meter().mark();
    watch(bench, resumed, resuming, bench.onLoop(() -> begun(resuming.start())), "coming back");
    Mark after = bench.meter().mark();
    Clocks.waitFor(CALM); // What is doubled comes later than what is not.
    figures.resumed(resuming, before, after, resumed.samples(), bench.meter().mark());

    bench.onLoop(resuming::close);
    Tally tally = bench.onLoop(() -> Future.succeededFuture(ledger.tally()));
    return new RunResult(
        run,
        figures.all(tally),
        tally.broken(),
        errors(bench, filling, resuming),
        Map.of(
            "acknowledgement", filling.acknowledgement().curve(),
            "catching up", resuming.catchingUp().curve()),
        resumed.samples());
  }

  /// Everybody who will be away takes a last look, and goes.
  private List<Resuming.Returning> leave(Bench bench, List<Ledger.Stream> streams) {
    List<Device> devices = bench.connect(away);
    List<Resuming.Returning> returning = new ArrayList<>();
    for (int person = 0; person < away.size(); person++) {
      Map<Integer, Ledger.Reception> missed = new HashMap<>();
      for (int own = 0; own < perPerson; own++) {
        int stream = person * perPerson + own;
        missed.put(stream, streams.get(stream).reception());
      }
      returning.add(new Resuming.Returning(away.get(person), devices.get(person).cursor(), missed));
    }
    bench.onLoop(() -> Future.join(devices.stream().map(Device::close).toList()));
    return returning;
  }

  private List<Filling.Task> tasks(List<Ledger.Stream> streams) {
    List<Filling.Task> tasks = new ArrayList<>();
    for (int writer = 0; writer < writers.size(); writer++) {
      List<Integer> numbers = new ArrayList<>();
      for (int number = writer; number < conversations.size(); number += writers.size()) {
        numbers.add(number);
      }
      tasks.add(
          new Filling.Task(
              writers.get(writer),
              numbers.stream().map(conversations::get).toList(),
              numbers.stream().map(streams::get).toList(),
              numbers));
    }
    return tasks;
  }

  /// To be watched, not waited for.
  private static Future<Future<Void>> begun(Future<Void> work) {
    return Future.succeededFuture(work);
  }

  /// Until the work is done, or nothing of it has moved for as long as one has patience.
  private static void watch(
      Bench bench, Sampler sampler, Sampler.Source source, Future<Void> work, String phase) {
    long patience = bench.settings().patience().toNanos();
    Map<String, Long> last = source.counts();
    long moved = System.nanoTime();
    while (!work.isComplete() && System.nanoTime() - moved < patience) {
      sampler.sampleUntil(System.nanoTime() + BETWEEN_LOOKS.toNanos(), phase);
      Map<String, Long> now = source.counts();
      moved = now.equals(last) ? moved : System.nanoTime();
      last = now;
    }
  }

  private static Map<String, Long> errors(Bench bench, Filling filling, Resuming resuming) {
    return bench.onLoop(
        () -> {
          Map<String, Long> errors = filling.errors();
          resuming.errors().forEach((name, count) -> errors.merge(name, count, Long::sum));
          return Future.succeededFuture(errors);
        });
  }
}
