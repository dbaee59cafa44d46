package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.figure;
import static dev.starling.bench.load.TestBench.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One of two nodes dies, of a server that is sound and of one that is not.
@Tag("slow")
class StormIT {

  private static final int USERS = 40;
  private static final int CONVERSATIONS = 5;

  @Test
  void everybodyComesBackAndHearsWhatTheyMissed() {
    try (TestBench test = new TestBench(Fault.NONE, USERS, 2)) {
      RunResult result = storm(test);

      assertThat(result.broken()).isEmpty();
      assertThat(result.errors()).isEmpty();
      assertThat(figure(result, "sockets lost")).isEqualTo(USERS / 2);
      assertThat(figure(result, "back and caught up")).isEqualTo(USERS / 2);
      assertThat(figure(result, "the last is back"))
          .isGreaterThanOrEqualTo(figure(result, "half are back"));
      assertThat(figure(result, "attempts")).isEqualTo(1);
      assertThat(figure(result, "bystanders' messages p50")).isPositive();
      // What was written to them while they were away had to wait for them.
      assertThat(figure(result, "messages to those away max"))
          .isGreaterThan(figure(result, "bystanders' messages max"));
    }
  }

  @Test
  void whatIsLostOnTheWayIsFoundOut() {
    try (TestBench test = new TestBench(Fault.LOSES, USERS, 2)) {
      RunResult result = storm(test);

      assertThat(result.broken())
          .singleElement()
          .asString()
          .endsWith("acknowledged messages did not come in time");
      assertThat(figure(result, "lost")).isPositive();
    }
  }

  @Test
  void aNodeThatDoesNotDieIsNoStorm() {
    try (TestBench test = new TestBench(Fault.NONE, USERS, 2)) {
      Storm calm = typed(new Storm(target -> {}), "--conversations", "" + CONVERSATIONS);
      calm.prepare(test.bench());

      assertThat(calm.run(test.bench(), 1).broken())
          .containsExactly(USERS / 2 + " people did not come back in time");
    }
  }

  @Test
  void oneNodeIsNotEnough() {
    try (TestBench test = new TestBench(Fault.NONE, USERS, 1)) {
      Storm storm = typed(new Storm());

      assertThatThrownBy(() -> storm.prepare(test.bench()))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("at least 2 nodes");
    }
  }

  private static RunResult storm(TestBench test) {
    Storm storm =
        typed(
            new Storm(target -> test.starling().killSecond()),
            "--first-wait",
            "1s",
            "--conversations",
            "" + CONVERSATIONS);
    storm.prepare(test.bench());
    return storm.run(test.bench(), 1);
  }
}
