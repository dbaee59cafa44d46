package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.RATE;
import static dev.starling.bench.load.TestBench.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Test;

/// The part of the limits that needs no database.
class LimitsIT {

  @Test
  void everyPingIsAnswered() {
    try (TestBench test = new TestBench(Fault.NONE, 10)) {
      RunResult result = test.run(new Limits());

      assertThat(result.broken()).isEmpty();
      assertThat(figure(result, "pings answered")).isBetween(RATE * 0.5, RATE * 1.5);
      assertThat(figure(result, "ping p50")).isPositive();
      assertThat(test.starling().accounts()).isEqualTo(20);
    }
  }

  @Test
  void aBatchNeedsAConversationForEachMessage() {
    try (TestBench test = new TestBench(Fault.NONE, 10)) {
      assertThatThrownBy(() -> new Limits().check(test.bench().settings()))
          .isInstanceOf(SetupException.class)
          .hasMessage("--users: 10 (expected: at least 400)");
    }
  }
}
