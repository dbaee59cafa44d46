package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.RATE;
import static dev.starling.bench.load.TestBench.SECONDS;
import static dev.starling.bench.load.TestBench.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole scenario against a server that is sound, and against servers that are not: whatever
/// they do wrong is told, and nothing else.
class DirectIT {

  /// The fake makes a fault of every tenth message.
  private static final double FAULTS = RATE * SECONDS / 10;

  private TestBench test;

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aSoundServerIsFoundSound() {
    RunResult result = run(Fault.NONE, 10);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(test.starling().accounts()).isEqualTo(10);
    assertThat(figure(result, "sent")).isBetween(RATE * 0.5, RATE * 1.5);
    assertThat(figure(result, "delivered")).isBetween(RATE * 0.5, RATE * 1.5);
    assertThat(figure(result, "delivery p50")).isPositive();
    assertThat(figure(result, "delivery max"))
        .isGreaterThanOrEqualTo(figure(result, "delivery p50"));
    assertThat(figure(result, "CPU generator")).isPositive();
    assertThat(figure(result, "memory generator")).isGreaterThan(10);
    assertThat(result.curves()).containsOnlyKeys("delivery", "acknowledgement");
    assertThat(result.samples()).isNotEmpty();
    assertThat(test.said()).contains("prepared 10 accounts");
  }

  @Test
  void theIndexIsWaitedFor() {
    test = new TestBench(Fault.NONE, 2);
    test.starling().indexLater(3);

    RunResult result = test.run(new Direct());

    assertThat(result.broken()).isEmpty();
    assertThat(figure(result, "index caught up after")).isBetween(0.5, 30.0);
  }

  /// A second run hears nothing of the first.
  @Test
  void runsAreKeptApart() {
    test = new TestBench(Fault.NONE, 2);
    Direct direct = new Direct();
    direct.prepare(test.bench());

    assertThat(direct.run(test.bench(), 1).broken()).isEmpty();
    assertThat(direct.run(test.bench(), 2).broken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LOSES,         did not come in time",
    "DOUBLES,       came more than once",
    "REORDERS,      came after a later one",
    "ANSWERS_TWICE, were answered more than once",
    "INVENTS,       came that were not sent",
  })
  void aBrokenPromiseIsTold(Fault fault, String sentence) {
    RunResult result = run(fault, 2);

    assertThat(result.broken())
        .singleElement()
        .asString()
        .startsWith("%.0f ".formatted(FAULTS))
        .endsWith(sentence);
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void whatIsNeverAnsweredIsCounted() {
    RunResult result = run(Fault.DOES_NOT_ANSWER, 2);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEqualTo(Map.of("no answer", (long) FAULTS));
    assertThat(figure(result, "unanswered")).isEqualTo(FAULTS);
    assertThat(figure(result, "lost")).isZero();
  }

  @Test
  void whatIsRefusedIsAnErrorAndNoLoss() {
    RunResult result = run(Fault.REFUSES, 2);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).containsOnlyKeys("OVERLOADED (501)");
    assertThat(figure(result, "refused")).isEqualTo(FAULTS);
  }

  @Test
  void aSocketThatIsClosedIsAnError() {
    RunResult result = run(Fault.HANGS_UP, 2);

    assertThat(result.errors())
        .containsKeys("socket closed with 4001", "not sent: the socket is closed");
    assertThat(figure(result, "refused")).isPositive();
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    test = new TestBench(Fault.NONE, 2);
    test.starling().close();

    assertThatThrownBy(() -> new Direct().prepare(test.bench()))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("Could not prepare accounts");
  }

  private RunResult run(Fault fault, int users) {
    test = new TestBench(fault, users);
    return test.run(new Direct());
  }
}
