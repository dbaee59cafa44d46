package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.profile.FlameGraphs;
import dev.starling.bench.load.profile.Profile;
import dev.starling.bench.load.report.Report;
import dev.starling.bench.load.report.Results;
import dev.starling.bench.load.report.RunResult;
import dev.starling.bench.load.report.Step;
import dev.starling.bench.load.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs one scenario against nodes that are up, as often as asked, and leaves a report.
@Command(mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true)
final class Measurement implements Callable<Integer> {

  private static final int SOUND = 0;
  private static final int UNSOUND = 1;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

  private final Scenario scenario;

  @Spec private CommandSpec spec;

  @Mixin private SharedOptions shared;

  @Mixin private SteppingOptions stepping;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "How often to measure (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description = "How many nodes scripts/bench starts (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--profile",
      arity = "0..1",
      fallbackValue = "CPU",
      paramLabel = "cpu|alloc",
      description = "Draw a flame graph of each node: what takes its time (cpu), or its memory.")
  private Profile profile;

  @Option(
      names = "--status-file",
      paramLabel = "FILE",
      hidden = true,
      description = "What scripts/dev or scripts/run-cluster wrote about the processes to load.")
  private Path statusFile;

  @Option(
      names = "--results",
      hidden = true,
      defaultValue = "bench/results",
      description = "Where reports are kept.")
  private Path results;

  @Option(
      names = "--check",
      hidden = true,
      description = "Say which nodes are wanted, if the options are right, and end.")
  private boolean check;

  @Option(
      names = "--live",
      hidden = true,
      description = "Show progress in one line that changes, as a terminal can.")
  private boolean live;

  @Option(names = "--command", hidden = true, defaultValue = "", description = "What was typed.")
  private String command;

  @Option(names = "--commit", hidden = true, defaultValue = "", description = "What is measured.")
  private String commit;

  Measurement(Scenario scenario) {
    this.scenario = scenario;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = shared.settings();
    SetupException.unless(runs >= 1, "--runs: " + runs + " (expected: at least 1)");
    SetupException.unless(nodes >= 1, "--nodes: " + nodes + " (expected: at least 1)");
    SetupException.unless(
        runs == 1 || scenario.isRepeatable(),
        "--runs: "
            + runs
            + " (expected: 1, because the nodes are not the same afterwards; start again for"
            + " another)");
    Optional<Ladder> ladder = stepping.ladder(settings);
    SetupException.unless(
        ladder.isEmpty() || runs == 1, "--runs: with several rates (expected: each is one run)");
    SetupException.unless(
        ladder.isEmpty() || scenario.hasSteps(),
        spec.name() + " has no rate of messages of which the highest could be looked for.");
    scenario.check(settings);
    if (profile != null) {
      SetupException.unless(
          ladder.isEmpty(), "--profile: with several rates (expected: one, given with --rate)");
      FlameGraphs.check();
    }
    if (check) {
      tellWanted(spec.commandLine().getOut());
      return SOUND;
    }
    SetupException.unless(
        statusFile != null, "--status-file: missing (expected: what scripts/dev wrote)");
    return measure(settings, ladder);
  }

  /// For `scripts/bench`: the nodes, then their settings.
  private void tellWanted(PrintWriter out) {
    out.println(nodes);
    scenario.nodeSettings().forEach((name, value) -> out.println(name + "=" + value));
  }

  private int measure(Settings settings, Optional<Ladder> ladder) throws IOException {
    Target target = Target.read(statusFile);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Console console = new Console(System.out, live);
    List<RunResult> measured = new ArrayList<>();
    String load =
        ladder.map(Ladder::name).orElse(String.format(Locale.ROOT, "%.0f", settings.rate()));
    String name =
        String.format(Locale.ROOT, "%s-%s-%s", FILE_TIME.format(begin), spec.name(), load);
    List<Step> steps = new ArrayList<>();
    FlameGraphs flameGraphs = flameGraphs(target, console);
    Bench bench = Bench.open(settings, target, console, flameGraphs);
    try (flameGraphs) {
      scenario.prepare(bench);
      if (ladder.isPresent()) {
        Stepping climbing = new Stepping(scenario, bench, stepping.p95Limit());
        climbing.climb(ladder.get());
        measured.addAll(climbing.results());
        steps.addAll(climbing.steps());
      } else {
        for (int run = 1; run <= runs; run++) {
          flameGraphs.begin(runs == 1 ? name : name + "-run" + run);
          measured.add(scenario.run(bench, run));
          flameGraphs.end();
        }
      }
    } finally {
      scenario.end();
      bench.close();
    }
    Map<String, String> told = told(ladder.isPresent());
    told.put("nodes", Integer.toString(target.nodes().size()));
    Report report =
        Report.of(spec.name(), begin.toString(), command, commit, told, measured, steps)
            .withFlameGraphs(flameGraphs.files());
    console.say("\n" + Table.of(report));
    List<Path> written = new ArrayList<>(new Results(results).write(name, report));
    written.addAll(flameGraphs.files());
    for (Path file : written) {
      console.say("wrote " + file);
    }
    return report.isSound() ? SOUND : UNSOUND;
  }

  private FlameGraphs flameGraphs(Target target, Console console) {
    return profile == null
        ? FlameGraphs.none()
        : FlameGraphs.of(profile, target.serversOf(Group.NODE), results, console::say);
  }

  /// The load by option, as it was typed or is by default: shared options, then the scenario's own.
  private Map<String, String> told(boolean withSteps) {
    Map<String, String> told = new LinkedHashMap<>();
    spec.mixins()
        .forEach(
            (mixin, options) -> {
              if (withSteps || !mixin.equals("stepping")) {
                options.options().forEach(option -> tell(told, option));
              }
            });
    return told;
  }

  private void tell(Map<String, String> told, OptionSpec option) {
    Object value = spec.findOption(option.longestName()).getValue();
    if (value != null) {
      told.put(option.longestName().substring(2), text(value));
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration span -> TimeSpan.text(span);
      case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
      case null, default -> String.valueOf(value);
    };
  }
}
