package dev.starling.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.load.measure.Timings.Percentile;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {

  private static final long MILLI = 1_000_000;

  private final Timings timings = new Timings();

  @Test
  void percentilesAreInMilliseconds() {
    recordOneToHundred();

    Timings.Summary all = timings.all();

    assertThat(all.count()).isEqualTo(100);
    assertThat(all.p50()).isEqualTo(50, within(0.1));
    assertThat(all.p95()).isEqualTo(95, within(0.1));
    assertThat(all.p99()).isEqualTo(99, within(0.1));
    assertThat(all.max()).isEqualTo(100, within(0.1));
    assertThat(all.mean()).isEqualTo(50.5, within(0.1));
  }

  /// As from another process.
  @Test
  void whatOthersHaveWrittenIsAdded() {
    recordOneToHundred();
    Timings merged = new Timings();
    merged.record(200 * MILLI);
    merged.add(timings.written());
    merged.add(timings.written());

    assertThat(merged.all().count()).isEqualTo(101);
    assertThat(merged.all().p50()).isEqualTo(51, within(0.1));
    assertThat(merged.all().max()).isEqualTo(200, within(0.2));
    assertThatThrownBy(() -> merged.add("bm9uZQ==")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void anIntervalHoldsWhatIsNewAndTheWholeHoldsAll() {
    recordOneToHundred();
    assertThat(timings.sinceLast().count()).isEqualTo(100);
    timings.record(7 * MILLI);

    assertThat(timings.sinceLast().max()).isEqualTo(7, within(0.1));
    assertThat(timings.sinceLast()).isEqualTo(Timings.Summary.NOTHING);
    assertThat(timings.all().count()).isEqualTo(101);
  }

  @Test
  void timesThatCannotBeAreTakenForTheNearestThatCan() {
    timings.record(-5);
    timings.record(Long.MAX_VALUE);

    assertThat(timings.all().count()).isEqualTo(2);
    assertThat(timings.all().max()).isEqualTo(600_000, within(1_000.0));
  }

  @Test
  void theCurveRisesUpToTheLongest() {
    recordOneToHundred();

    List<Percentile> curve = timings.curve();

    assertThat(curve).hasSizeGreaterThan(10);
    assertThat(curve.getLast().percentile()).isEqualTo(100);
    assertThat(curve.getLast().millis()).isEqualTo(100, within(0.1));
    assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.millis(), b.millis()));
  }

  private void recordOneToHundred() {
    for (int i = 1; i <= 100; i++) {
      timings.record(i * MILLI);
    }
  }
}
