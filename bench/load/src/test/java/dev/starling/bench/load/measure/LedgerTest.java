package dev.starling.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.measure.Ledger.Arrival;
import dev.starling.bench.load.measure.Ledger.Reception;
import dev.starling.bench.load.measure.Ledger.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each kind of broken promise is caught, and a sound run is not accused of any.
class LedgerTest {

  private final Ledger ledger = new Ledger();
  private final Stream stream = ledger.stream();
  private final Reception bob = stream.reception();

  @Test
  void aSoundRunIsSound() {
    for (int i = 0; i < 1_000; i++) {
      int number = stream.next();
      stream.acknowledged(number);
      assertThat(bob.heard(number)).isEqualTo(Arrival.IN_ORDER);
    }

    assertThat(ledger.tally()).isEqualTo(new Tally(1_000, 1_000, 0, 0, 1_000, 0, 0, 0, 0, 0));
    assertThat(ledger.tally().broken()).isEmpty();
    assertThat(ledger.tally().settled()).isTrue();
  }

  @Test
  void numbersBeginAtZeroAndHaveNoGap() {
    assertThat(List.of(stream.next(), stream.next(), stream.next())).containsExactly(0, 1, 2);
  }

  @Test
  void whatWasAcknowledgedAndNeverHeardIsLost() {
    sendAndAcknowledge(3);
    hear(0, 2);

    assertThat(ledger.tally().lost()).isEqualTo(1);
    assertThat(ledger.tally().delivered()).isEqualTo(2);
    assertThat(ledger.tally().broken()).hasSize(1);
    assertThat(ledger.tally().settled()).isFalse();
  }

  @Test
  void theVeryLastOneCanBeLostToo() {
    sendAndAcknowledge(3);
    hear(0, 1);

    assertThat(ledger.tally().lost()).isEqualTo(1);
  }

  @Test
  void whatWasNeverAcknowledgedIsUnansweredAndNotLost() {
    int number = stream.next();

    assertThat(number).isZero();
    assertThat(ledger.tally().unanswered()).isEqualTo(1);
    assertThat(ledger.tally().lost()).isZero();
    assertThat(ledger.tally().settled()).isFalse();
  }

  @Test
  void whatWasRefusedIsNotMissed() {
    sendAndAcknowledge(1);
    stream.refused(stream.next());
    sendAndAcknowledge(1);
    hear(0);

    assertThat(bob.heard(2)).isEqualTo(Arrival.IN_ORDER);
    assertThat(ledger.tally()).isEqualTo(new Tally(3, 2, 1, 0, 2, 0, 0, 0, 0, 0));
    assertThat(ledger.tally().broken()).isEmpty();
  }

  @Test
  void whatIsHeardTwiceIsDoubledAndCountsOnceAsDelivered() {
    sendAndAcknowledge(2);
    hear(0, 1);

    assertThat(bob.heard(1)).isEqualTo(Arrival.DOUBLED);
    assertThat(bob.heard(0)).isEqualTo(Arrival.DOUBLED);
    assertThat(ledger.tally()).isEqualTo(new Tally(2, 2, 0, 0, 2, 0, 2, 0, 0, 0));
    assertThat(ledger.tally().broken()).hasSize(1);
  }

  @Test
  void whatIsHeardAfterALaterOneIsReordered() {
    sendAndAcknowledge(4);
    hear(0, 2);

    assertThat(bob.heard(1)).isEqualTo(Arrival.REORDERED);
    assertThat(bob.heard(3)).isEqualTo(Arrival.IN_ORDER);
    assertThat(ledger.tally()).isEqualTo(new Tally(4, 4, 0, 0, 4, 0, 0, 1, 0, 0));
    assertThat(ledger.tally().broken()).hasSize(1);
  }

  @Test
  void whatWasNeverSentIsAStray() {
    sendAndAcknowledge(1);
    hear(0);

    assertThat(bob.heard(1)).isEqualTo(Arrival.STRAY);
    assertThat(bob.heard(Long.MAX_VALUE)).isEqualTo(Arrival.STRAY);
    ledger.stray();
    assertThat(ledger.tally().strays()).isEqualTo(3);
    assertThat(ledger.tally().delivered()).isEqualTo(1);
    assertThat(ledger.tally().broken()).hasSize(1);
  }

  @Test
  void aSecondAnswerIsNoticed() {
    sendAndAcknowledge(1);
    hear(0);
    stream.acknowledged(0);
    stream.refused(0);
    stream.acknowledged(5);

    assertThat(ledger.tally().acknowledged()).isEqualTo(1);
    assertThat(ledger.tally().refused()).isZero();
    assertThat(ledger.tally().answeredTwice()).isEqualTo(3);
    assertThat(ledger.tally().broken()).hasSize(1);
  }

  @Test
  void aDeliveryMayOvertakeItsAcknowledgement() {
    int number = stream.next();
    hear(number);
    stream.acknowledged(number);

    assertThat(ledger.tally().broken()).isEmpty();
    assertThat(ledger.tally().settled()).isTrue();
  }

  /// What one member of a group has heard is no excuse for another one.
  @Test
  void everyDeviceMustHearEveryMessage() {
    Reception carol = stream.reception();
    sendAndAcknowledge(2);
    hear(0, 1);
    assertThat(carol.heard(1)).isEqualTo(Arrival.IN_ORDER);

    assertThat(ledger.tally().delivered()).isEqualTo(3);
    assertThat(ledger.tally().lost()).isEqualTo(1);
  }

  @Test
  void streamsAreKeptApart() {
    Stream other = ledger.stream();
    Reception alice = other.reception();
    sendAndAcknowledge(2);
    other.acknowledged(other.next());
    hear(0, 1);

    assertThat(alice.heard(0)).isEqualTo(Arrival.IN_ORDER);
    assertThat(alice.heard(1)).isEqualTo(Arrival.STRAY);
    assertThat(ledger.tally().sent()).isEqualTo(3);
    assertThat(ledger.tally().lost()).isZero();
  }

  /// Faults at random places of a long stream are all found, and no others: each ten messages have
  /// at most one.
  @Test
  void everyFaultAmongManyIsFound() {
    Random random = new Random(11);
    int[] faults = new int[4];
    List<Integer> arriving = new ArrayList<>();
    for (int ten = 0; ten < 10_000; ten += 10) {
      sendAndAcknowledge(10);
      List<Integer> numbers = new ArrayList<>(IntStream.range(ten, ten + 10).boxed().toList());
      int fault = random.nextInt(4);
      int place = random.nextInt(9);
      switch (fault) {
        case 1 -> numbers.remove(place);
        case 2 -> numbers.add(place + 1, numbers.get(place));
        case 3 -> Collections.swap(numbers, place, place + 1);
        default -> {}
      }
      faults[fault]++;
      arriving.addAll(numbers);
    }

    arriving.forEach(number -> assertThat(bob.heard(number)).isNotEqualTo(Arrival.STRAY));

    assertThat(faults).doesNotContain(0);
    assertThat(ledger.tally())
        .isEqualTo(
            new Tally(
                10_000, 10_000, 0, 0, 10_000 - faults[1], faults[1], faults[2], faults[3], 0, 0));
  }

  private void sendAndAcknowledge(int count) {
    for (int i = 0; i < count; i++) {
      stream.acknowledged(stream.next());
    }
  }

  private void hear(int... numbers) {
    for (int number : numbers) {
      assertThat(bob.heard(number)).isEqualTo(Arrival.IN_ORDER);
    }
  }
}
