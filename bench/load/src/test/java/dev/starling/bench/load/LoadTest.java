package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What is typed.
class LoadTest {

  private final StringWriter out = new StringWriter();
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
    "direct --profile=waiting,   expected one of [CPU, ALLOC]",
    "fanout --members 10,        --members: 10",
    "fanout --writers 0,         --writers: 0",
    "fanout --online 1,          --online: 1",
    "group --members 1,          --members: 1",
    "group --members 1001,       --members: 1001",
    "offline --people 0,         --people: 0",
    "offline --waiting 30,       --waiting: 30",
    "offline --conversations 21, --conversations: 21",
    "mixed --users 30,           --users: 30",
    "growth --conversations 1999001 --messages 1999001, all that --users can have",
    "growth --messages 15000,    --messages: 15000",
    "nonsense,                   nonsense",
    "direct --ramp 5,            --ramp: 5",
    "direct --ramp 1:2:1 --highest,      --highest: with --ramp",
    "direct --highest --runs 3,          --runs: with several rates",
    "storm --runs 2,             --runs: 2",
    "storm --conversations 0,    --conversations: 0",
    "stories --feeds 0,          --feeds: 0",
    "stories --sizes 599,        --sizes: 599",
    "stories --people 200 --sizes 601,   --sizes: 601",
    "search --messages 9999,     --messages: 9999",
    "search --busy 51,           --busy: 51",
    "search --prose /dev/null,   could not be fetched into /dev/null",
    "idle --sockets-per-process 1,       --sockets-per-process: 1",
    "idle --highest,             idle has no rate",
    "direct --nonsense,          --nonsense",
  })
  void whatCannotBeIsNamedBeforeAnythingIsStarted(String arguments, String sentence) {
    assertThat(run((arguments + " --check").split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).contains(sentence);
  }

  @Test
  void rightOptionsAreAnsweredWithTheNodesThatAreWanted() {
    assertThat(run("direct", "--rate", "500", "--duration", "2m", "--check")).isZero();
    assertThat(run("direct", "--nodes", "2", "--check")).isZero();
    assertThat(out.toString()).isEqualTo("1%n2%n".formatted());
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void aMissingStatusFileIsAskedFor() {
    assertThat(run("direct")).isEqualTo(2);
    assertThat(errors.toString()).contains("--status-file");
  }

  @Test
  void aScenarioIsAskedFor() {
    assertThat(run()).isEqualTo(2);
    assertThat(errors.toString()).contains("Which scenario");
  }

  @Test
  void everyScenarioIsListed() {
    assertThat(run("--help")).isZero();
    assertThat(Load.program().getSubcommands()).hasSameSizeAs(Scenarios.all());
    assertThat(out.toString()).contains(Load.program().getSubcommands().keySet());
  }

  /// What a scenario says about itself is all that there is to say.
  @Test
  void aScenarioHasDefaultsAndOptionsOfItsOwn() {
    CommandLine program = Load.program(List.of(new Knocking()));

    assertThat(run(program, "knocking", "--check")).isZero();
    assertThat(out.toString()).isEqualTo("3%nSTARLING_DOORS_MAX=4%n".formatted());

    assertThat(run(program, "knocking", "--help")).isZero();
    assertThat(out.toString())
        .contains("scripts/bench knocking", "Knocks.", "--doors", "default: 4", "default: 1500");

    assertThat(run(program, "knocking", "--doors", "0", "--check")).isEqualTo(2);
    assertThat(errors.toString()).contains("--doors: 0");
  }

  private int run(String... arguments) {
    return run(Load.program(), arguments);
  }

  private int run(CommandLine program, String... arguments) {
    program.setErr(new PrintWriter(errors));
    program.setOut(new PrintWriter(out));
    return program.execute(arguments);
  }

  @Command(name = "knocking", description = "Knocks.")
  private static final class Knocking implements Scenario {

    @Option(names = "--doors", description = "How many (default: ${DEFAULT-VALUE}).")
    private int doors = 4;

    @Override
    public Map<String, String> defaults() {
      return Map.of("--rate", "1500", "--nodes", "3");
    }

    @Override
    public Map<String, String> nodeSettings() {
      return Map.of("STARLING_DOORS_MAX", Integer.toString(doors));
    }

    @Override
    public void check(Settings settings) {
      SetupException.unless(doors > 0, "--doors: " + doors + " (expected: more than 0)");
    }

    @Override
    public void prepare(Bench bench) {}

    @Override
    public RunResult run(Bench bench, int run) {
      return new RunResult(run, List.of(), List.of(), Map.of(), Map.of(), List.of());
    }
  }
}
