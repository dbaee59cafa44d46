package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.Report;
import dev.starling.bench.load.report.Results;
import dev.starling.bench.load.report.RunResult;
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
    scenario.check(settings);
    if (check) {
      tellWanted(spec.commandLine().getOut());
      return SOUND;
    }
    SetupException.unless(
        statusFile != null, "--status-file: missing (expected: what scripts/dev wrote)");
    return measure(settings);
  }

  /// For `scripts/bench`: the nodes, then their settings.
  private void tellWanted(PrintWriter out) {
    out.println(nodes);
    scenario.nodeSettings().forEach((name, value) -> out.println(name + "=" + value));
  }

  private int measure(Settings settings) throws IOException {
    Target target = Target.read(statusFile);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Console console = new Console(System.out, live);
    List<RunResult> measured = new ArrayList<>();
    Bench bench = Bench.open(settings, target, console);
    try {
      scenario.prepare(bench);
      for (int run = 1; run <= runs; run++) {
        measured.add(scenario.run(bench, run));
      }
    } finally {
      bench.close();
    }
    Map<String, String> told = told();
    told.put("nodes", Integer.toString(target.nodes().size()));
    Report report = Report.of(spec.name(), begin.toString(), command, commit, told, measured);
    console.say("\n" + Table.of(report));
    String name =
        String.format(
            Locale.ROOT, "%s-%s-%.0f", FILE_TIME.format(begin), spec.name(), settings.rate());
    for (Path file : new Results(results).write(name, report)) {
      console.say("wrote " + file);
    }
    return report.isSound() ? SOUND : UNSOUND;
  }

  /// The load by option, as it was typed or is by default: shared options, then the scenario's own.
  private Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    for (CommandSpec mixin : spec.mixins().values()) {
      for (OptionSpec option : mixin.options()) {
        String name = option.longestName();
        told.put(name.substring(2), text(spec.findOption(name).getValue()));
      }
    }
    return told;
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration span -> TimeSpan.text(span);
      case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
      case null, default -> String.valueOf(value);
    };
  }
}
