package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CheckTest {

  private final Inputs in =
      Inputs.defaults()
          .with(
              """
              # Assumed: for a test.
              check-rate = 1000
              # Assumed: for a test.
              check-1-node-micros = 200
              # Assumed: for a test.
              check-2-node-micros = 310
              # Assumed: for a test.
              check-4-node-micros = 300
              # Assumed: for a test.
              node-idle-cores = 0.01
              # Assumed: for a test.
              bus-acknowledged-millis = 1
              """);

  @Test
  void oneAndTwoNodesAreFitted() {
    assertThat(nodeMicros(1).predicted()).isEqualTo(200);
    assertThat(nodeMicros(2).predicted()).isCloseTo(310, within(1e-6));
    assertThat(nodeMicros(1).isFitted()).isTrue();
    assertThat(nodeMicros(2).isFitted()).isTrue();
  }

  /// Each node more costs what the second one did.
  @Test
  void fourArePredicted() {
    Check four = nodeMicros(4);

    assertThat(four.isFitted()).isFalse();
    assertThat(four.predicted()).isCloseTo(200 + 3 * 110.0, within(1e-6));
    assertThat(four.off()).isCloseTo((four.predicted() / 300.0 - 1) * 100, within(1e-6));
  }

  private Check nodeMicros(int nodes) {
    return Check.all(in).stream()
        .filter(check -> check.nodes() == nodes && check.what().equals("CPU of all nodes"))
        .findFirst()
        .orElseThrow();
  }
}
