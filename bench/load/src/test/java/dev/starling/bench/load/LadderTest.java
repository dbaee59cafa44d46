package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {

  @Test
  void aRampGoesUpToItsEnd() {
    assertThat(tried(Ladder.Ramp.parse("2000:5000:1000"), rate -> true))
        .containsExactly(2_000.0, 3_000.0, 4_000.0, 5_000.0);
    assertThat(tried(Ladder.Ramp.parse("100:100:1"), rate -> true)).containsExactly(100.0);
  }

  @Test
  void aRampEndsAfterTwoInARowThatDoNotHold() {
    assertThat(tried(Ladder.Ramp.parse("1000:9000:1000"), rate -> rate < 2_500 || rate == 4_000))
        .containsExactly(1_000.0, 2_000.0, 3_000.0, 4_000.0, 5_000.0, 6_000.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "1:2", "0:5:1", "5:4:1", "1:5:0", "1:2:3:4", "a:b:c", "1:9999999:1"})
  void aRampThatCannotBeIsNamed(String text) {
    assertThatThrownBy(() -> Ladder.Ramp.parse(text))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("--ramp: " + text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 800, 2_000, 2_001, 7_777, 60_000})
  void theHighestIsFoundFromBelowAndFromAbove(double limit) {
    List<Double> tried = tried(new Ladder.Highest(2_000), rate -> rate <= limit);

    double held = tried.stream().filter(rate -> rate <= limit).max(Double::compare).orElseThrow();
    double failed = tried.stream().filter(rate -> rate > limit).min(Double::compare).orElseThrow();
    assertThat(failed / held).isBetween(1.0, 1.5);
    assertThat(limit < 100 || failed / held <= 1.05).isTrue();
    assertThat(tried).hasSizeLessThan(25).doesNotHaveDuplicates();
  }

  @Test
  void theSearchEndsWhenNothingHoldsOrEverythingDoes() {
    assertThat(tried(new Ladder.Highest(1_000), rate -> false)).hasSize(10).contains(1_000 / 512.0);
    assertThat(tried(new Ladder.Highest(1_000), rate -> true)).endsWith(512_000.0);
  }

  /// What held above a rate that did not hold by chance is no reason to look higher.
  @Test
  void theSearchStaysBelowTheLowestThatDidNotHold() {
    List<Step> tried = List.of(step(1_000, true), step(2_000, false), step(4_000, true));

    assertThat(new Ladder.Highest(1_000).next(tried)).hasValue(1_500);
  }

  private static List<Double> tried(Ladder ladder, DoublePredicate holds) {
    List<Step> steps = new ArrayList<>();
    OptionalDouble next = ladder.next(steps);
    while (next.isPresent() && steps.size() < 100) {
      steps.add(step(next.getAsDouble(), holds.test(next.getAsDouble())));
      next = ladder.next(steps);
    }
    return steps.stream().map(Step::rate).toList();
  }

  private static Step step(double rate, boolean held) {
    return new Step(rate, 100, 1, 2, 3, 4, held ? List.of() : List.of("p95 300 ms"));
  }
}
