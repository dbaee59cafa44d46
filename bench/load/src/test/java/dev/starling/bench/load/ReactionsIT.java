package dev.starling.bench.load;

import static dev.starling.bench.load.TestBench.figure;
import static dev.starling.bench.load.TestBench.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.report.RunResult;
import org.junit.jupiter.api.Test;

class ReactionsIT {

  private static final int USERS = 4;

  /// More than messages, so that one that is late is sometimes followed by its like.
  private static final int REACTIONS = 400;

  /// Several rounds of each person, so that they are told apart over rounds, too.
  @Test
  void reactionsAreTimedBesideMessages() {
    RunResult result = run(Fault.NONE);

    assertThat(result.broken()).isEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(figure(result, "reaction heard")).isEqualTo(REACTIONS);
    assertThat(figure(result, "reaction acknowledged")).isEqualTo(REACTIONS);
    assertThat(figure(result, "reaction heard p50")).isPositive();
    assertThat(figure(result, "delivered")).isPositive();
    assertThat(result.figures()).noneMatch(figure -> figure.unit().contains("delivered message"));
  }

  @Test
  void lostOnesAreMissed() {
    assertThat(run(Fault.LOSES).broken())
        .anyMatch(what -> what.matches("reactions: \\d+ acknowledged .* did not come in time"));
  }

  @Test
  void doubledOnesAreCounted() {
    assertThat(run(Fault.DOUBLES).broken())
        .anyMatch(what -> what.matches("reactions: \\d+ .* came more than once"));
  }

  @Test
  void thoseOutOfOrderAreCounted() {
    assertThat(run(Fault.REORDERS).broken())
        .anyMatch(what -> what.matches("reactions: \\d+ .* came after a later one"));
  }

  @Test
  void refusedOnesAreToldByTheirCode() {
    assertThat(run(Fault.REFUSES).errors()).containsKey("reaction: OVERLOADED (501)");
  }

  /// What a run has left standing it takes back first.
  @Test
  void aSecondRunGoesOnFromTheFirst() {
    try (TestBench test = new TestBench(Fault.NONE, USERS, 2)) {
      Reactions reactions = reactions(REACTIONS + 20); // Ends within a round.
      reactions.prepare(test.bench());

      for (int run = 1; run <= 2; run++) {
        RunResult result = reactions.run(test.bench(), run);
        assertThat(result.broken()).isEmpty();
        assertThat(result.errors()).isEmpty();
      }
    }
  }

  private static RunResult run(Fault fault) {
    try (TestBench test = new TestBench(fault, USERS, 2)) {
      return test.run(reactions(REACTIONS));
    }
  }

  private static Reactions reactions(int rate) {
    return typed(new Reactions(), "--reactions", Integer.toString(rate));
  }
}
