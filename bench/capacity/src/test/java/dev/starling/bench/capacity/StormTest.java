package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StormTest {

  /// With half of two cores to spare and 1 ms for each, a survivor connects 1,000 a second.
  private final Inputs in =
      Inputs.defaults()
          .with(
              """
              # Assumed: for a test.
              node-micros-per-connect = 1000
              # Assumed: for a test.
              processor-used-at-most = 0.5
              # Assumed: for a test.
              client-spread-millis = 500
              """);

  @Test
  void whoComesBackIsServedOneAfterTheOther() {
    Storm storm = Storm.of(in, 2, 8_000, 2);

    assertThat(storm.perSurvivor()).isEqualTo(8_000);
    assertThat(storm.attempts()).isEqualTo(1);
    assertThat(storm.peakPerSecond()).isEqualTo(8_000); // All within the spread.
    assertThat(storm.allBackSeconds()).isCloseTo(8.0, within(0.1));
    assertThat(storm.halfBackSeconds()).isCloseTo(4.0, within(0.1));
  }

  @Test
  void moreSurvivorsShareTheStorm() {
    Storm storm = Storm.of(in, 9, 8_000, 2);

    assertThat(storm.perSurvivor()).isEqualTo(1_000);
    assertThat(storm.allBackSeconds()).isCloseTo(1.0, within(0.1));
  }

  @Test
  void aSurvivorWithTimeToSpareIsBoundByTheClientsWait() {
    Storm storm = Storm.of(in, 2, 100, 64);

    assertThat(storm.allBackSeconds()).isBetween(0.45, 0.55);
  }

  @Test
  void whoIsNotServedInTimeComesAgainAndAllAreBackInTheEnd() {
    Storm storm = Storm.of(in, 2, 60_000, 2);

    assertThat(storm.attempts()).isGreaterThan(1.5);
    assertThat(storm.allBackSeconds()).isBetween(60.0, 120.0);
  }

  @Test
  void withoutASurvivorNobodyComesBack() {
    assertThatThrownBy(() -> Storm.of(in, 1, 1_000, 2)).hasMessageContaining("survivor");
  }
}
