package dev.starling.bench.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program behind `scripts/bench capacity`: tells the plans and simulations, and writes them
/// down.
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description = "Compute how many machines so many people need, from measured costs.")
public final class Capacity implements Callable<Integer> {

  private static final int WRONG_INPUT = 2;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

  @Option(
      names = "--inputs",
      paramLabel = "FILE",
      description = "Inputs in place of the defaults: only those that differ, in the same form.")
  private Path inputs;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One input in place of its default; may be repeated.")
  private Map<String, String> set = Map.of();

  @Option(
      names = "--results",
      defaultValue = "bench/results",
      paramLabel = "DIR",
      description = "Where the tables are kept, as Markdown and HTML (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(names = "--commit", defaultValue = "unknown", description = "For the title.")
  private String commit;

  public static void main(String[] arguments) {
    System.exit(program().execute(arguments));
  }

  static CommandLine program() {
    return new CommandLine(new Capacity())
        .setOverwrittenOptionsAllowed(true) // The script has defaults of its own.
        .setExecutionExceptionHandler(Capacity::explain);
  }

  @Override
  public Integer call() throws IOException {
    Inputs in = Inputs.defaults();
    if (inputs != null) {
      in = in.with(Files.readString(inputs));
    }
    for (Map.Entry<String, String> one : set.entrySet()) {
      in = in.with("# Assumed: on the command line.\n" + one.getKey() + " = " + one.getValue());
    }
    List<Section> sections = Sections.all(in);
    Instant now = Instant.now();
    String title = "Starling: what so many people need, " + FILE_TIME.format(now) + ", " + commit;
    // The inputs are in the files; a terminal would scroll the rest away.
    System.out.print(Pages.text(title, sections.subList(0, sections.size() - 1)));
    Files.createDirectories(results);
    String name = FILE_TIME.format(now) + "-capacity";
    write(name + ".md", Pages.markdown(title, sections));
    write(name + ".html", Pages.html(title, sections));
    return 0;
  }

  private void write(String name, String text) throws IOException {
    System.out.println("wrote " + Files.writeString(results.resolve(name), text));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult given)
      throws Exception {
    if (failure instanceof IllegalArgumentException || failure instanceof IOException) {
      command.getErr().println(failure.getMessage());
      return WRONG_INPUT;
    }
    throw failure;
  }
}
