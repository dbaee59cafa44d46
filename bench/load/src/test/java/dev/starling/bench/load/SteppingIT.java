package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.Step;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several rates against a server that is sound and one that is not.
@Tag("slow")
class SteppingIT {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void everyRateOfARampIsMeasured() {
    try (TestBench test = new TestBench(Fault.NONE, 10)) {
      Stepping stepping = climb(test, LIMIT);

      assertThat(stepping.steps()).extracting(Step::rate).containsExactly(100.0, 200.0);
      assertThat(stepping.steps()).allMatch(Step::held);
      assertThat(stepping.steps()).allMatch(step -> step.deliveredPercent() == 100);
      assertThat(stepping.results().getFirst().figure("sent")).isBetween(50.0, 150.0);
      assertThat(stepping.results().getLast().figure("sent")).isBetween(150.0, 250.0);
      assertThat(test.said()).contains("100/s: p95", ", held");
    }
  }

  @Test
  void aRateAtWhichSomethingIsLostDoesNotHold() {
    try (TestBench test = new TestBench(Fault.LOSES, 10)) {
      Stepping stepping = climb(test, LIMIT);

      assertThat(stepping.steps()).noneMatch(Step::held);
      assertThat(stepping.steps().getFirst().failures())
          .anySatisfy(failure -> assertThat(failure).startsWith("delivered "))
          .anySatisfy(failure -> assertThat(failure).endsWith("did not come in time"));
    }
  }

  @Test
  void aRateAtWhichMessagesAreLateDoesNotHold() {
    try (TestBench test = new TestBench(Fault.NONE, 10)) {
      Stepping stepping = climb(test, Duration.ZERO);

      assertThat(stepping.steps()).noneMatch(Step::held);
      assertThat(stepping.steps().getFirst().failures())
          .anySatisfy(failure -> assertThat(failure).startsWith("p95 "));
    }
  }

  private static Stepping climb(TestBench test, Duration p95Limit) {
    Direct direct = new Direct();
    direct.prepare(test.bench());
    Stepping stepping = new Stepping(direct, test.bench(), p95Limit);
    stepping.climb(Ladder.Ramp.parse("100:200:100"));
    return stepping;
  }
}
