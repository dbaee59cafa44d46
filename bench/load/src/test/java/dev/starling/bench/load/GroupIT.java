package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.RATE;
import static dev.starling.bench.load.TestBench.SECONDS;
import static dev.starling.bench.load.TestBench.figure;
import static dev.starling.bench.load.TestBench.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Test;

class GroupIT {

  private static final int MEMBERS = 5;

  /// The fake serves everybody at once, so all deliveries of a message fall into the same moment.
  @Test
  void everyMessageReachesAllOthersOfTheGroup() {
    RunResult result = run(Fault.NONE);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(figure(result, "delivered"))
        .isCloseTo((MEMBERS - 1) * figure(result, "acknowledged"), within(RATE * 0.1 * MEMBERS));
    assertThat(figure(result, "delivery to the last p50")).isPositive();
    assertThat(figure(result, "CPU server (nodes, PostgreSQL, Redis) of a message to all"))
        .isZero(); // No server but the fake in this very process.
  }

  @Test
  void oneMemberWhoDoesNotHearIsALoss() {
    assertThat(run(Fault.LOSES).broken())
        .containsExactly("%.0f acknowledged messages did not come in time".formatted(faults()));
  }

  @Test
  void oneMemberWhoHearsTwiceIsTold() {
    assertThat(run(Fault.DOUBLES).broken())
        .containsExactly("%.0f messages came more than once".formatted(faults()));
  }

  /// Every tenth message, for one of its hearers.
  private static double faults() {
    return RATE * SECONDS / 10;
  }

  private static RunResult run(Fault fault) {
    try (TestBench test = new TestBench(fault, MEMBERS)) {
      return test.run(typed(new Group(), "--members", "" + MEMBERS));
    }
  }
}
