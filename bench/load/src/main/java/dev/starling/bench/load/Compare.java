package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.Comparison;
import dev.starling.bench.load.report.ComparisonPage;
import dev.starling.bench.load.report.ComparisonTable;
import dev.starling.bench.load.report.SavedReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The program behind `scripts/bench --compare`: two results side by side, as text and as a page.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Show two results of scripts/bench side by side.")
public final class Compare implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BEFORE.json", description = "The earlier result.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER.json", description = "The later result.")
  private Path after;

  @Option(
      names = "--results",
      defaultValue = "bench/results",
      paramLabel = "DIR",
      description = "Where the page is kept (default: ${DEFAULT-VALUE}).")
  private Path results;

  public static void main(String[] arguments) {
    System.exit(program().execute(arguments));
  }

  static CommandLine program() {
    return new CommandLine(new Compare()).setExecutionExceptionHandler(Load::explain);
  }

  @Override
  public Integer call() throws IOException {
    Comparison comparison = Comparison.of(read(before), read(after));
    System.out.println(ComparisonTable.of(comparison));
    Files.createDirectories(results);
    Path page =
        Files.writeString(
            results.resolve(nameOf(before) + "-to-" + nameOf(after) + ".html"),
            ComparisonPage.of(comparison));
    System.out.println("wrote " + page);
    return 0;
  }

  private static SavedReport read(Path file) {
    try {
      return SavedReport.read(file);
    } catch (IOException e) {
      throw new SetupException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceAll("\\.json$", "");
  }
}
