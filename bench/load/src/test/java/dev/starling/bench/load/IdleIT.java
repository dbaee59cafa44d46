package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.RATE;
import static dev.starling.bench.load.TestBench.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class IdleIT {

  @Test
  void everySocketIsOpenedAndReached() {
    try (TestBench test = new TestBench(Fault.NONE, 40)) {
      RunResult result = test.run(TestBench.typed(new Idle()));

      assertThat(result.broken()).isEmpty();
      assertThat(result.errors()).isEmpty();
      assertThat(figure(result, "connected")).isEqualTo(40);
      assertThat(figure(result, "alive in the end")).isEqualTo(40);
      assertThat(figure(result, "reached by a message")).isEqualTo(40);
      assertThat(figure(result, "connects")).isBetween(1.0, RATE * 1.5);
      assertThat(figure(result, "connecting p50")).isPositive();
    }
  }

  @Test
  void aSocketThatCannotBeReachedIsFoundOut() {
    try (TestBench test = new TestBench(Fault.LOSES, 40)) {
      RunResult result = test.run(TestBench.typed(new Idle()));

      assertThat(result.broken()).containsExactly("4 acknowledged messages did not come in time");
      assertThat(figure(result, "reached by a message")).isEqualTo(36);
    }
  }

  /// As if one process could not hold them all.
  @Test
  void severalProcessesDoWhatOneDoes() {
    try (TestBench test = new TestBench(Fault.LOSES, 40)) {
      RunResult result = test.run(TestBench.typed(new Idle(), "--sockets-per-process", "15"));

      assertThat(figure(result, "generator processes")).isEqualTo(3);
      assertThat(result.errors()).isEmpty();
      assertThat(figure(result, "connected")).isEqualTo(40);
      assertThat(figure(result, "alive in the end")).isEqualTo(40);
      assertThat(figure(result, "reached by a message")).isEqualTo(36);
      assertThat(figure(result, "connecting p50")).isPositive();
      assertThat(figure(result, "message p50")).isPositive();
      assertThat(result.broken()).containsExactly("4 acknowledged messages did not come in time");
    }
  }
}
