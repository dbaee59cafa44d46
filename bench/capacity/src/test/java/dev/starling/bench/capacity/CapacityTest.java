package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The program from its arguments to its files.
@Tag("slow")
class CapacityTest {

  @TempDir private Path directory;

  private final StringWriter errors = new StringWriter();

  @Test
  void theTablesAreWrittenDownWithWhatTheyAreComputedFrom() throws IOException {
    assertThat(run("--commit", "abc1234")).isZero();

    String markdown = Files.readString(file(".md"));
    String html = Files.readString(file(".html"));
    for (Section section : Sections.all(Inputs.defaults())) {
      assertThat(markdown).contains("\n## " + section.title() + "\n");
      assertThat(html).contains("<h2>" + section.title() + "</h2>");
    }
    for (Inputs.Input input : Inputs.defaults().all()) {
      assertThat(markdown).contains("| " + input.name() + " | ");
    }
    assertThat(markdown).startsWith("# Starling: what so many people need").contains("abc1234");
    assertThat(html).doesNotContain("<script", "<link", "src=", "http");
  }

  @Test
  void anInputCanBeSetAndReadFromAFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("mine.properties"), "# Assumed: ours.\nmachine-cores = 8\n");

    assertThat(run("--inputs", file.toString(), "--set", "days-kept=30")).isZero();

    assertThat(Files.readString(file(".md")))
        .contains("| machine-cores | 8 | Assumed: ours. |")
        .contains("| days-kept | 30 | Assumed: on the command line. |");
  }

  @Test
  void aMisspeltInputIsNamed() {
    assertThat(run("--set", "days-keept=30")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("days-keept: not an input (there are: messages-per-day");
  }

  /// Nothing is an input only by its looks: another value gives another answer. What is far from
  /// where it would bind needs to be much smaller or larger for that.
  @Test
  void everyInputCounts() {
    String before = tables(slow());

    assertThat(Inputs.defaults().all())
        .allSatisfy(
            input ->
                assertThat(
                        Stream.of(3.0, 1 / 30.0, 30.0, 1 / 1_000.0, 1_000.0)
                            .map(factor -> factor * Math.max(1, input.value()))
                            .anyMatch(value -> !before.equals(answer(input.name(), value))))
                    .as(input.name())
                    .isTrue());
  }

  /// So slow at connecting that clients have to back off.
  private static Inputs slow() {
    return Inputs.defaults().with("# Assumed: for a test.\nnode-micros-per-connect = 50000\n");
  }

  private static String answer(String name, double value) {
    try {
      return tables(slow().with("# Assumed: for a test.\n" + name + " = " + value));
    } catch (IllegalArgumentException impossible) {
      return impossible.getMessage();
    }
  }

  private static String tables(Inputs in) {
    List<Section> sections = Sections.all(in);
    return Pages.text("", sections.subList(0, sections.size() - 1));
  }

  private Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private int run(String... arguments) {
    CommandLine program = Capacity.program();
    program.setErr(new PrintWriter(errors));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--results", directory.toString()));
    return program.execute(all.toArray(String[]::new));
  }
}
