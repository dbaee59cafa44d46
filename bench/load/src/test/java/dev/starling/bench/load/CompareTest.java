package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.Report;
import dev.starling.bench.load.report.Results;
import dev.starling.bench.load.report.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareTest {

  private final StringWriter errors = new StringWriter();

  @TempDir private Path directory;

  @Test
  void aPageIsLeftThatIsNamedAfterBoth() throws IOException {
    String before = saved("monday");
    String after = saved("tuesday");

    assertThat(run(before, after, "--results", directory.resolve("page").toString())).isZero();
    assertThat(Files.readString(directory.resolve("page/monday-to-tuesday.html")))
        .contains("delivery p50");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    assertThat(run(saved("monday"), directory.resolve("nowhere.json").toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("Cannot read", "nowhere.json");
  }

  @Test
  void oneFileIsNotEnough() throws IOException {
    assertThat(run(saved("monday"))).isEqualTo(2);
    assertThat(errors.toString()).contains("AFTER.json");
  }

  private int run(String... arguments) {
    CommandLine program = Compare.program();
    program.setErr(new PrintWriter(errors));
    return program.execute(arguments);
  }

  private String saved(String name) throws IOException {
    RunResult run =
        new RunResult(
            1,
            List.of(new Figure("delivery p50", "ms", 2, 1)),
            List.of(),
            Map.of(),
            Map.of(),
            List.of());
    Report report = Report.of("direct", "", "", "", Map.of(), List.of(run));
    return new Results(directory).write(name, report).getFirst().toString();
  }
}
