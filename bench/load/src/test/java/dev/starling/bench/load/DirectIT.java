package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole scenario against a server that is sound, and against servers that are not: whatever
/// they do wrong is told, and nothing else. One pair, because the fake holds back for one receiver.
class DirectIT {

  private static final int RATE = 200;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private FakeStarling starling;
  private Bench bench;

  @AfterEach
  void close() {
    bench.close();
    starling.close();
  }

  @Test
  void aSoundServerIsFoundSound() {
    RunResult result = run(Fault.NONE, 10);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(starling.accounts()).isEqualTo(10);
    assertThat(figure(result, "sent")).isBetween(RATE * 0.9, RATE * 1.1);
    assertThat(figure(result, "delivered")).isBetween(RATE * 0.9, RATE * 1.1);
    assertThat(figure(result, "delivery p50")).isPositive();
    assertThat(figure(result, "delivery max"))
        .isGreaterThanOrEqualTo(figure(result, "delivery p50"));
    assertThat(figure(result, "CPU generator")).isPositive();
    assertThat(figure(result, "memory generator")).isGreaterThan(10);
    assertThat(result.curves()).containsOnlyKeys("delivery", "acknowledgement");
    assertThat(result.samples()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("prepared 10 accounts");
  }

  /// A second run hears nothing of the first.
  @Test
  void runsAreKeptApart() {
    Direct direct = prepared(Fault.NONE, 2);

    assertThat(direct.run(bench, 1).broken()).isEmpty();
    assertThat(direct.run(bench, 2).broken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LOSES,         lost,       did not come",
    "DOUBLES,       doubled,    came more than once",
    "REORDERS,      reordered,  came after a later one",
    "ANSWERS_TWICE, ,           answered more than once",
    "INVENTS,       ,           that were not sent",
  })
  void aBrokenPromiseIsTold(Fault fault, String figure, String sentence) {
    RunResult result = run(fault, 2);

    assertThat(result.broken()).singleElement().asString().contains(sentence);
    if (figure != null) {
      // Every tenth of 1.2 s of messages, warm-up included.
      assertThat(figure(result, figure)).isEqualTo(RATE * 1.2 / 10);
    }
  }

  @Test
  void whatIsNeverAnsweredIsCounted() {
    RunResult result = run(Fault.DOES_NOT_ANSWER, 2);

    assertThat(result.broken()).isEmpty();
    assertThat(figure(result, "unanswered")).isEqualTo(RATE * 1.2 / 10);
    assertThat(figure(result, "lost")).isZero();
  }

  @Test
  void whatIsRefusedIsAnErrorAndNoLoss() {
    RunResult result = run(Fault.REFUSES, 2);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).containsOnlyKeys("OVERLOADED (501)");
    assertThat(figure(result, "refused")).isEqualTo(RATE * 1.2 / 10);
  }

  @Test
  void aSocketThatIsClosedIsAnError() {
    RunResult result = run(Fault.HANGS_UP, 2);

    assertThat(result.errors())
        .containsKeys("socket closed with 4001", "not sent: the socket is closed");
    assertThat(figure(result, "refused")).isGreaterThan(RATE / 2.0);
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    starling = new FakeStarling(Fault.NONE);
    bench = bench(2, 1);

    assertThatThrownBy(() -> new Direct().prepare(bench))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("Could not prepare accounts");
  }

  private RunResult run(Fault fault, int users) {
    return prepared(fault, users).run(bench, 1);
  }

  private Direct prepared(Fault fault, int users) {
    starling = new FakeStarling(fault);
    bench = bench(users, starling.port());
    Direct direct = new Direct();
    direct.prepare(bench);
    return direct;
  }

  private Bench bench(int users, int port) {
    Settings settings =
        new Settings(
            users, RATE, Duration.ofSeconds(1), Duration.ofMillis(200), 60, Duration.ofMillis(500));
    Server self = new Server("generator", ProcessHandle.current().pid(), Group.GENERATOR);
    Target target = new Target(List.of(new Node("127.0.0.1", port)), List.of(self));
    return Bench.open(
        settings, target, new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false));
  }

  private static double figure(RunResult result, String name) {
    return result.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }
}
