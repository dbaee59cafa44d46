package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  private final Inputs in = Inputs.defaults();

  @Test
  void aHundredMillionPeopleHaveTheMissionsWholeVolume() {
    Plan plan = Plan.of(in, 100e6, 0);

    assertThat(plan.messagesPerDay()).isEqualTo(10e9);
    assertThat(plan.storiesPerDay()).isEqualTo(500e6);
    assertThat(plan.peakMessages()).isCloseTo(3 * 10e9 / 86_400, within(1.0));
    assertThat(plan.sockets()).isEqualTo(100e6 * 0.3 * 1.5);
    assertThat(plan.bytesStored()).isEqualTo(10e9 * 365 * in.of("postgres-bytes-per-message"));
  }

  @Test
  void aPlanCarriesItsLoad() {
    for (double users : new double[] {1e6, 10e6, 100e6}) {
      Plan plan = Plan.of(in, users, 0);
      Model model = new Model(in);
      int left = plan.nodes() - 1;
      double cores = model.nodeCores(model.everyday(plan.peakMessages(), left, 1), left);

      assertThat(plan.sockets() / left).isLessThanOrEqualTo(in.of("sockets-per-node-max"));
      assertThat(cores / left).isLessThan(in.of("machine-cores"));
      assertThat(plan.primaries() * in.of("postgres-tib-max") * Math.pow(2, 40))
          .isGreaterThanOrEqualTo(plan.bytesStored());
      assertThat(plan.postgresCores())
          .isLessThanOrEqualTo(
              plan.primaries() * in.of("machine-cores") * in.of("processor-used-at-most"));
    }
  }

  /// Each makes one resource scarce, and is told as the reason.
  @ParameterizedTest
  @CsvSource({
    "node-micros-per-direct-message, 20000, processor",
    "sockets-per-node-max,           1000,  sockets",
    "node-kib-per-socket,            5000,  memory",
  })
  void thePlanSaysWhatNodesAreFor(String name, double value, String reason) {
    Plan plan = Plan.of(in, 10e6, 0);
    Plan scarce = Plan.of(in.with(line(name, value)), 10e6, 0);

    assertThat(scarce.nodesBecauseOf()).isEqualTo(reason);
    assertThat(scarce.nodes()).isGreaterThan(2 * plan.nodes());
  }

  @Test
  void fewerDaysNeedLessStorageUntilTheProcessorIsWhatCounts() {
    Plan year = Plan.of(in, 100e6, 0);
    Plan day = Plan.of(in.with(line("days-kept", 1)), 100e6, 0);

    assertThat(year.primariesBecauseOf()).isEqualTo("storage");
    assertThat(day.primariesBecauseOf()).isEqualTo("processor");
    assertThat(day.primaries()).isLessThan(year.primaries());
  }

  @Test
  void gatheredWritersCommitMoreAtOnce() {
    Inputs brief = in.with(line("days-kept", 1));
    Plan spread = Plan.of(brief, 100e6, 0);
    Plan gathered = Plan.of(brief, 100e6, 3);

    assertThat(gathered.messagesPerBatch()).isGreaterThan(1.2 * spread.messagesPerBatch());
    assertThat(gathered.primaries()).isLessThan(spread.primaries());
  }

  @Test
  void aDirectoryThatDoesNotFitIsSaidSo() {
    assertThatThrownBy(() -> Plan.of(in.with(line("machine-memory-gib", 2)), 100e6, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("machine-memory-gib: the directory of 30,000,000 people");
  }

  private static String line(String name, double value) {
    return "# Assumed: for a test.\n" + name + " = " + value;
  }
}
