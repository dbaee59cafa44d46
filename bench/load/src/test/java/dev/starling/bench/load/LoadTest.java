package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What is typed.
class LoadTest {

  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "direct --users 1,           --users: 1",
    "direct --rate 0,            --rate: 0",
    "direct --rate 2e9,          --rate: 2.0E9",
    "direct --duration 5,        like 500ms",
    "direct --duration 10ms,     at least 1s",
    "direct --text-bytes 0,      --text-bytes: 0",
    "direct --text-bytes 9000,   --text-bytes: 9000",
    "direct --runs 0,            --runs: 0",
    "nonsense,                   There is no scenario nonsense",
    "direct --nonsense,          --nonsense",
    "--rate 5,                   Which scenario",
  })
  void whatCannotBeIsNamedBeforeAnythingIsStarted(String arguments, String sentence) {
    assertThat(run((arguments + " --check").split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).contains(sentence);
  }

  @Test
  void rightOptionsAreRight() {
    assertThat(run("direct", "--rate", "500", "--duration", "2m", "--check")).isZero();
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void aMissingStatusFileIsAskedFor() {
    assertThat(run("direct")).isEqualTo(2);
    assertThat(errors.toString()).contains("--status-file");
  }

  @Test
  void everyScenarioIsListedAndFoundByItsName() {
    assertThat(run("--list")).isZero();
    assertThat(Scenarios.list().lines())
        .allSatisfy(
            line -> assertThat(Scenarios.named(line.strip().split(" +", -1)[0])).isNotNull());
  }

  private int run(String... arguments) {
    CommandLine program = Load.program();
    program.setErr(new PrintWriter(errors));
    return program.execute(arguments);
  }
}
