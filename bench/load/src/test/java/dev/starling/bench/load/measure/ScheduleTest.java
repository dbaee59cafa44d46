package dev.starling.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void messagesAreDueOneAfterTheOtherAtTheRate() {
    Schedule schedule = new Schedule(500, 2_000);

    assertThat(schedule.dueAt(0)).isEqualTo(500);
    assertThat(schedule.dueAt(1)).isEqualTo(500 + 500_000);
    assertThat(schedule.dueAt(2_000)).isEqualTo(500 + SECOND);
    assertThat(schedule.dueAt(120_000)).isEqualTo(500 + 60 * SECOND);
  }

  @Test
  void nothingIsDueBeforeTheBegin() {
    Schedule schedule = new Schedule(10 * SECOND, 100);

    assertThat(schedule.dueBy(10 * SECOND - 1)).isZero();
    assertThat(schedule.dueBy(0)).isZero();
  }

  @Test
  void theFirstIsDueAtTheBegin() {
    Schedule schedule = new Schedule(10 * SECOND, 100);

    assertThat(schedule.dueBy(10 * SECOND)).isEqualTo(1);
    assertThat(schedule.dueBy(10 * SECOND + SECOND / 100 - 1)).isEqualTo(1);
    assertThat(schedule.dueBy(10 * SECOND + SECOND / 100)).isEqualTo(2);
  }

  /// The point of an open loop: whoever comes late finds all that piled up meanwhile.
  @Test
  void aStallMakesAllDueThatWereDueMeanwhile() {
    Schedule schedule = new Schedule(0, 2_000);

    assertThat(schedule.dueBy(3 * SECOND) - schedule.dueBy(SECOND)).isEqualTo(4_000);
  }

  @Test
  void whatIsDueByATimeIsExactlyWhatIsDueAtItOrBefore() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      // Odd rates, begins that are negative as nanoTime may be, and hours of running.
      Schedule schedule = new Schedule(random.nextLong(), 0.1 + random.nextDouble() * 20_000);
      long now = schedule.beginNanos() + (long) (random.nextDouble() * 3_600 * SECOND);

      long due = schedule.dueBy(now);

      assertThat(schedule.dueAt(due - 1) - now).as("%s at %d", schedule, now).isNotPositive();
      assertThat(schedule.dueAt(due) - now).as("%s at %d", schedule, now).isPositive();
    }
  }

  @Test
  void aTimeHoldsAsManyMessagesAsTheRateSays() {
    assertThat(new Schedule(0, 2_000).countWithin(30)).isEqualTo(60_000);
    assertThat(new Schedule(0, 0.5).countWithin(3)).isEqualTo(2);
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Schedule(0, 0)).hasMessageContaining("rate: 0");
    assertThatThrownBy(() -> new Schedule(0, -1)).hasMessageContaining("rate: -1");
    assertThatThrownBy(() -> new Schedule(0, Double.NaN)).hasMessageContaining("rate: NaN");
  }
}
