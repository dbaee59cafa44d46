package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.Report;
import dev.starling.bench.load.report.Results;
import dev.starling.bench.load.report.RunResult;
import dev.starling.bench.load.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The program behind `scripts/bench`: runs one scenario against nodes that are up, and tells what
/// it measured. Ends with 0 if every message came, once and in order, 1 if not, 2 if nothing could
/// be measured.
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    customSynopsis = "load SCENARIO --status-file FILE [options]",
    description = "Load a running Starling and measure it.",
    footerHeading = "%nScenarios:%n")
public final class Load implements Callable<Integer> {

  private static final int SOUND = 0;
  private static final int UNSOUND = 1;
  private static final int NOT_MEASURED = 2;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "What to run.")
  private String scenario;

  @Option(
      names = "--status-file",
      paramLabel = "FILE",
      description = "What scripts/dev or scripts/run-cluster wrote about the processes to load.")
  private Path statusFile;

  @Option(
      names = "--users",
      defaultValue = "1000",
      description = "People, with a socket each (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Messages a second, of all together (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = TimeSpan.class,
      description = "How long to measure (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--warm-up",
      defaultValue = "10s",
      converter = TimeSpan.class,
      description = "The same load before that, not measured (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--text-bytes",
      defaultValue = "100",
      description = "Length of a message's text (default: ${DEFAULT-VALUE}).")
  private int textBytes;

  /// Longer than the 5 s in which the server promises to find what it failed to deliver.
  @Option(
      names = "--patience",
      defaultValue = "15s",
      converter = TimeSpan.class,
      description =
          "How long to wait in the end for what is on its way (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "How often to measure (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--results",
      defaultValue = "bench/results",
      paramLabel = "DIR",
      description = "Where reports are kept (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(names = "--list", description = "Say which scenarios there are, and end.")
  private boolean list;

  @Option(names = "--check", description = "Say whether the other options are right, and end.")
  private boolean check;

  @Option(
      names = "--live",
      description = "Show progress in one line that changes, as a terminal can.")
  private boolean live;

  @Option(names = "--command", defaultValue = "", description = "What was typed, for the report.")
  private String command;

  @Option(names = "--commit", defaultValue = "", description = "What is measured, for the report.")
  private String commit;

  public static void main(String[] arguments) {
    System.exit(program().execute(arguments));
  }

  static CommandLine program() {
    CommandLine program = new CommandLine(new Load());
    program.getCommandSpec().usageMessage().footer(Scenarios.list());
    return program.setExecutionExceptionHandler(Load::explain);
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      System.out.println(Scenarios.list());
      return SOUND;
    }
    if (scenario == null) {
      throw new SetupException("Which scenario? There are:\n" + Scenarios.list());
    }
    if (runs < 1) {
      throw new SetupException("--runs: " + runs + " (expected: at least 1)");
    }
    Scenario chosen = Scenarios.named(scenario);
    Settings settings = new Settings(users, rate, duration, warmUp, textBytes, patience);
    return check ? SOUND : measure(chosen, settings);
  }

  private int measure(Scenario chosen, Settings settings) throws IOException {
    if (statusFile == null) {
      throw new SetupException("--status-file: missing (expected: what scripts/dev wrote)");
    }
    Target target = Target.read(statusFile);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Console console = new Console(System.out, live);
    List<RunResult> measured = new ArrayList<>();
    Bench bench = Bench.open(settings, target, console);
    try {
      chosen.prepare(bench);
      for (int run = 1; run <= runs; run++) {
        measured.add(chosen.run(bench, run));
      }
    } finally {
      bench.close();
    }
    Map<String, String> told = settings.told();
    told.put("nodes", Integer.toString(target.nodes().size()));
    Report report = Report.of(chosen.name(), begin.toString(), command, commit, told, measured);
    console.say("\n" + Table.of(report));
    String name =
        String.format(
            Locale.ROOT, "%s-%s-%.0f", FILE_TIME.format(begin), chosen.name(), settings.rate());
    for (Path file : new Results(results).write(name, report)) {
      console.say("wrote " + file);
    }
    return report.isSound() ? SOUND : UNSOUND;
  }

  /// A person gets the sentence; anything without one is a bug and keeps its stack trace.
  static int explain(Exception failure, CommandLine command, CommandLine.ParseResult given)
      throws Exception {
    if (failure instanceof SetupException) {
      command.getErr().println(failure.getMessage());
      return NOT_MEASURED;
    }
    throw failure;
  }
}
