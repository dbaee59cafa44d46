package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.figure;
import static dev.starling.bench.load.TestBench.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class OfflineIT {

  private static final int WRITERS = 4;
  private static final int PEOPLE = 3;
  private static final int WAITING = 400;

  /// The fake makes a fault of every tenth message, and has as many at its end as others.
  private static final int FAULTS = PEOPLE * WAITING / 10;

  @Test
  void whatWasMissedIsCountedAndTimed() {
    RunResult result = run(Fault.NONE);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(figure(result, "stored")).isPositive();
    assertThat(figure(result, "received") * figure(result, "all received after"))
        .isCloseTo((double) PEOPLE * WAITING, within(0.001));
    assertThat(figure(result, "catching up max")).isPositive();
    assertThat(result.curves()).containsOnlyKeys("acknowledgement", "catching up");
  }

  /// A second run misses nothing of the first.
  @Test
  void runsAreKeptApart() {
    try (TestBench test = new TestBench(Fault.NONE, WRITERS)) {
      Offline offline = offline();
      offline.prepare(test.bench());

      assertThat(offline.run(test.bench(), 1).errors()).isEmpty();
      RunResult second = offline.run(test.bench(), 2);
      assertThat(second.errors()).isEmpty();
      assertThat(second.broken()).isEmpty();
    }
  }

  @Test
  void whatDoesNotComeBackIsLost() {
    assertThat(run(Fault.LOSES).broken())
        .containsExactly(FAULTS + " acknowledged messages did not come in time");
  }

  @Test
  void whatComesTwiceIsTold() {
    assertThat(run(Fault.DOUBLES).broken())
        .containsExactly(FAULTS + " messages came more than once");
  }

  @Test
  void whatIsRefusedIsAnError() {
    RunResult result = run(Fault.REFUSES);

    assertThat(result.errors()).containsEntry("OVERLOADED (501)", (long) FAULTS);
    assertThat(result.broken()).isEmpty();
  }

  @Test
  void aWriterThatIsThrownOutDoesNotHoldUpTheRest() {
    RunResult result = run(Fault.HANGS_UP);

    assertThat(result.errors()).containsKey("socket closed with 4001");
    assertThat(figure(result, "unanswered")).isPositive();
  }

  private static RunResult run(Fault fault) {
    try (TestBench test = new TestBench(fault, WRITERS)) {
      return test.run(offline());
    }
  }

  private static Offline offline() {
    return typed(
        new Offline(), "--people", "" + PEOPLE, "--waiting", "" + WAITING, "--conversations", "2");
  }
}
