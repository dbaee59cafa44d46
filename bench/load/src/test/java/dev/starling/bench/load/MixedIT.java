package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixedIT {

  private static final int USERS = 40;

  @Test
  void everyKindOfOperationIsTimed() {
    RunResult result = run(Fault.NONE);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    for (Act act : Act.values()) {
      assertThat(figure(result, act.title())).as(act.title()).isPositive();
      assertThat(figure(result, act.title() + " p99"))
          .isGreaterThanOrEqualTo(figure(result, act.title() + " p50"));
    }
    assertThat(figure(result, "delivery to one p50")).isPositive();
    assertThat(figure(result, "delivery in groups p50")).isPositive();
    assertThat(figure(result, "CPU generator")).isPositive();
    assertThat(result.figures()).noneMatch(figure -> figure.unit().contains("delivered message"));
  }

  /// Of the rate, messages and all else.
  @Test
  void operationsComeInTheSharesOfTheMix() {
    RunResult result = run(Fault.NONE);

    double acts = Arrays.stream(Act.values()).mapToDouble(act -> figure(result, act.title())).sum();
    assertThat(acts).isEqualTo(TestBench.RATE * Acts.percent() / 100.0); // In one second.
    assertThat(figure(result, "sent")).isBetween(TestBench.RATE * 0.3, TestBench.RATE * 0.6);
  }

  @Test
  void deliveriesAreCheckedMeanwhile() {
    assertThat(run(Fault.LOSES).broken())
        .singleElement()
        .asString()
        .endsWith("did not come in time");
  }

  @Test
  void whatIsRefusedIsToldByOperationAndCode() {
    assertThat(run(Fault.REFUSES).errors())
        .containsOnlyKeys("OVERLOADED (501)", "search: HTTP 503 SEARCH_UNAVAILABLE");
  }

  private static RunResult run(Fault fault) {
    try (TestBench test = new TestBench(fault, USERS)) {
      return test.run(new Mixed());
    }
  }
}
