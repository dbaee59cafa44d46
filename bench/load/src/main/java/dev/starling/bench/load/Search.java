package dev.starling.bench.load;

import dev.starling.bench.load.Searching.Searcher;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long answers take among so many messages of real prose, and what it takes to index these.
@Command(
    name = "search",
    description =
        "--users people ask --rate questions of thirteen kinds a second among --messages messages"
            + " in sixteen languages; --busy of them are in 5,000 conversations, the others in"
            + " 30.")
final class Search implements Scenario {

  private static final int REQUESTS_MAX = 256;
  private static final int FIRST_SLOWER = 5;
  private static final Duration BEFORE_BEGIN = Duration.ofMillis(200);

  @Option(
      names = "--messages",
      defaultValue = "100000",
      description = "Messages made by SQL, at least (default: ${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--busy",
      defaultValue = "5",
      description = "Of the people, in 5,000 conversations (default: ${DEFAULT-VALUE}).")
  private int busy;

  @Option(
      names = "--prose",
      defaultValue = "bench/load/target/prose",
      description =
          "Folder with the files that prose.csv lists; Maven fetches what is missing (default:"
              + " ${DEFAULT-VALUE}).")
  private Path folder;

  private Rest rest;
  private SearchQuestions questions;
  private List<Searcher> searchers;
  private final List<Figure> corpus = new ArrayList<>();

  @Override
  public Map<String, String> defaults() {
    return Map.of("--users", "50", "--rate", "50", "--duration", "60s", "--warm-up", "30s");
  }

  @Override
  public Map<String, String> nodeSettings() {
    return Map.of("STARLING_HOOKS_OPERATOR_TOKEN", SearchIndex.TOKEN);
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        messages >= 10_000 && messages <= 10_000_000,
        "--messages: " + messages + " (expected: 10000 to 10000000)");
    SetupException.unless(
        busy >= 1 && busy <= settings.users(),
        "--busy: " + busy + " (expected: 1 to " + settings.users() + ", which is --users)");
    new ProseFiles(folder).fetch();
  }

  @Override
  public void prepare(Bench bench) {
    bench.progress("reading prose");
    Prose prose = Prose.read(new ProseFiles(folder));
    List<Person> people = bench.register(bench.settings().users());
    rest = bench.onLoop(() -> Future.succeededFuture(new Rest(bench.vertx(), REQUESTS_MAX)));
    long begin = System.nanoTime();
    SearchBallast ballast = new SearchBallast(messages, bench.database(), bench::progress);
    List<UserId> ids = people.stream().map(person -> UserId.parse(person.id())).toList();
    long made = ballast.make(prose, ids, busy);
    bench.say(
        "prepared %,d messages of %,d sentences in %d languages, in %,d conversations, in %.1f s"
            .formatted(
                made,
                prose.size(),
                prose.languages().size(),
                ballast.conversations(),
                (System.nanoTime() - begin) / 1e9));
    searchers = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      searchers.add(new Searcher(people.get(i), i < busy, ballast.heard(ids.get(i))));
    }
    questions = new SearchQuestions(searchers.getFirst().heard());
    index(bench, people.getFirst(), made);
  }

  private void index(Bench bench, Person first, long made) {
    SearchIndex index = new SearchIndex(bench, rest, first.node(), bench.target().index());
    Meter.Mark before = bench.meter().mark();
    SearchIndex.Built built = index.build(made);
    Meter.Mark after = bench.meter().mark();
    long bytes = index.bytes();
    corpus.add(new Figure("messages indexed", "messages indexed", built.messages(), 0));
    corpus.add(new Figure("indexing", "/s", built.messages() / built.seconds(), 0));
    for (Meter.Use use : bench.meter().between(before, after)) {
      corpus.add(
          new Figure(
              "indexing, CPU " + use.server().name(),
              "µs per message",
              use.microsPer(built.messages()),
              1));
    }
    corpus.add(new Figure("index on disk", "MiB", bytes / 1024.0 / 1024.0, 1));
    corpus.add(
        new Figure("index on disk for a message", "bytes", (double) bytes / built.messages(), 0));
    bench.say(
        "indexed %,d messages in %.1f s, %,d MiB on disk"
            .formatted(built.messages(), built.seconds(), bytes / 1024 / 1024));
  }

  @Override
  public RunResult run(Bench bench, int run) {
    Settings settings = bench.settings();
    firstQuestions(bench, settings);
    Schedule schedule = new Schedule(System.nanoTime() + BEFORE_BEGIN.toNanos(), settings.rate());
    long warmUps = schedule.countWithin(settings.warmUpSeconds());
    long count = warmUps + schedule.countWithin(settings.durationSeconds());
    Searching searching = new Searching(rest, questions, searchers, schedule, warmUps);
    Future<Void> asking =
        bench.onLoop(() -> Future.succeededFuture(searching.start(bench.vertx(), count)));
    Sampler sampler = new Sampler(bench, searching, schedule.dueAt(warmUps));
    sampler.sampleUntil(schedule.dueAt(warmUps), "warming up");
    bench.flameGraphs().restart();
    long answersBefore = searching.counts().get(Searching.ANSWERED);
    Meter.Mark before = bench.meter().mark();
    sampler.sampleUntil(schedule.dueAt(count), "run " + run);
    Meter.Mark after = bench.meter().mark();
    long answers = searching.counts().get(Searching.ANSWERED) - answersBefore;
    bench.flameGraphs().end();
    asking.await();
    settle(bench, searching);
    return bench.onLoop(
        () ->
            Future.succeededFuture(
                new RunResult(
                    run,
                    figures(searching, bench.meter().between(before, after), answers),
                    List.of(),
                    searching.errors(),
                    searching.curves(),
                    sampler.samples())));
  }

  /// Not measured, and slow: servers that have just started cannot keep up, and what is late is
  /// refused.
  private void firstQuestions(Bench bench, Settings settings) {
    Schedule schedule = new Schedule(System.nanoTime(), settings.rate() / FIRST_SLOWER);
    Searching searching = new Searching(rest, questions, searchers, schedule, 0);
    bench.progress("first questions");
    bench.onLoop(
        () -> searching.start(bench.vertx(), schedule.countWithin(settings.warmUpSeconds())));
    settle(bench, searching);
  }

  private static void settle(Bench bench, Searching searching) {
    Clocks.waitUntil(
        () -> bench.onLoop(() -> Future.succeededFuture(searching.isSettled())),
        bench.settings().patience());
  }

  private List<Figure> figures(Searching searching, List<Meter.Use> uses, long answers) {
    List<Figure> figures = new ArrayList<>(corpus);
    figures.addAll(searching.figures());
    for (Meter.Use use : uses) {
      figures.add(
          new Figure("CPU " + use.server().name(), "µs per question", use.microsPer(answers), 1));
      figures.add(new Figure("memory " + use.server().name(), "MiB", use.memoryMib(), 0));
    }
    return figures;
  }
}
