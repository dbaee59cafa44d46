package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.figure;
import static dev.starling.bench.load.TestBench.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Test;

class FanoutIT {

  private static final int MEMBERS = 20;
  private static final int ONLINE = 5;

  @Test
  void whoIsOnlineHearsEverythingAndTheOthersAreNotWaitedFor() {
    try (TestBench test = new TestBench(Fault.NONE, ONLINE)) {
      RunResult result = test.run(fanout());

      assertThat(result.broken()).isEmpty();
      assertThat(result.errors()).isEmpty();
      assertThat(test.starling().accounts()).isEqualTo(MEMBERS);
      assertThat(figure(result, "delivered"))
          .isCloseTo((ONLINE - 1) * figure(result, "acknowledged"), within(100.0));
      assertThat(figure(result, "delivery to the last p50"))
          .isGreaterThanOrEqualTo(figure(result, "delivery p50"));
    }
  }

  @Test
  void theNodesAreToldToTakeSoLargeAGroup() {
    assertThat(fanout().nodeSettings())
        .containsEntry("STARLING_MESSAGING_GROUP_MEMBERS_MAX", "" + MEMBERS);
  }

  @Test
  void howManyAreOnlineMayBeSaid() {
    try (TestBench test = new TestBench(Fault.NONE, ONLINE)) {
      RunResult result =
          test.run(
              typed(new Fanout(), "--members", "" + MEMBERS, "--writers", "2", "--online", "3"));

      assertThat(result.broken()).isEmpty();
      assertThat(figure(result, "delivered"))
          .isCloseTo(2 * figure(result, "acknowledged"), within(100.0));
    }
  }

  private static Fanout fanout() {
    return typed(new Fanout(), "--members", "" + MEMBERS, "--writers", "2");
  }
}
