package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.starling.bench.capacity.Model.Traffic;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelTest {

  private final Inputs in =
      Inputs.defaults()
          .with(
              """
              # Assumed: for a test.
              bus-acknowledged-millis = 2
              # Assumed: for a test.
              bus-bytes-per-delivery = 400
              # Assumed: for a test.
              bus-bytes-per-message = 100
              # Assumed: for a test.
              postgres-commit-millis = 4
              # Assumed: for a test.
              writer-gather-millis = 20
              # Assumed: for a test.
              writer-gather-enough = 100
              # Assumed: for a test.
              writer-gather-from-per-second = 1000
              # Assumed: for a test.
              postgres-micros-per-message = 20
              # Assumed: for a test.
              postgres-micros-per-batch = 600
              # Assumed: for a test.
              recipients-per-message = 1
              # Assumed: for a test.
              recipients-online = 1
              # Assumed: for a test.
              devices-per-user = 1
              """);

  private final Model model = new Model(in);

  @Test
  void aBatchIsWhatCameMeanwhileOrOne() {
    assertThat(model.messagesPerBatch(1_000, 2)).isCloseTo(2 + Math.exp(-2), within(1e-9));
    assertThat(model.messagesPerBatch(1, 8)).isCloseTo(1, within(1e-6));
    assertThat(model.messagesPerBatch(1e9, 1)).isEqualTo(512);
  }

  @Test
  void aBusyWriterWaitsForMoreUntilTheyAreEnough() {
    assertThat(model.messagesPerBatch(2_000, 1)).isCloseTo(40, within(1e-6));
    assertThat(model.messagesPerBatch(20_000, 1)).isCloseTo(100, within(1e-6));
    assertThat(model.messagesPerBatch(50_000, 1)).isCloseTo(200, within(1e-6));
  }

  /// Drawn one by one: writers that commit what has come, or wait for the next.
  @Test
  void theLawOfBatchesIsWhatAQueueDoes() {
    Random random = new Random(20_261_124);
    double rate = 400;
    double commit = 0.004;
    int messages = 200_000;
    double now = 0;
    double free = 0;
    int batches = 0;
    int waiting = 0;
    for (int i = 0; i < messages; i++) {
      now -= Math.log(1 - random.nextDouble()) / rate;
      while (waiting > 0 && free <= now) {
        batches++;
        waiting = 0;
        free += commit;
      }
      if (free <= now) {
        batches++;
        free = now + commit;
      } else {
        waiting++;
      }
    }

    assertThat(messages / (double) batches)
        .isCloseTo(model.messagesPerBatch(rate, 1), withinPercentage(1));
  }

  @Test
  void aCommitIsDearerTheFewerMessagesItHas() {
    double batch = 2 + Math.exp(-2);
    assertThat(model.postgresCores(1_000, 2)).isCloseTo(0.02 + 0.6 / batch, within(1e-9));
    assertThat(model.postgresCores(1_000, 200)).isCloseTo(0.62, within(0.001));
  }

  @Test
  void whatOneNodeDoesNeedsNoBus() {
    Traffic alone = model.everyday(5_000, 1, 3);

    assertThat(alone.remoteNodes()).isZero();
    assertThat(model.busMessages(alone)).isZero();
    assertThat(model.busBytes(alone)).isZero();
    assertThat(Model.heartbeats(1)).isZero();
  }

  @Test
  void deliveriesGatherWhileABusMessageIsNotAcknowledged() {
    Traffic traffic = new Traffic(1_000, 1, 1, 2, 1); // 500 a second on each of two links.
    double busMessages = 1_000 / (1 + Math.exp(-1));

    assertThat(model.busMessages(traffic)).isCloseTo(busMessages, within(1e-6));
    assertThat(model.busBytes(traffic)).isCloseTo(busMessages * 100 + 1_000 * 400, within(1e-6));
  }

  @Test
  void whatIsCommittedTogetherForOneNodeGoesTogether() {
    Traffic quiet = new Traffic(10, 1, 1, 2, 4);

    assertThat(model.busMessages(quiet)).isCloseTo(10 / 4.0, within(0.01));
    assertThat(model.everyday(1, 2, 9).together()).isEqualTo(5); // Half of the others go there too.
    assertThat(model.everyday(1, 1, 9).together()).isEqualTo(1);
  }

  @Test
  void aBusMessageIsNeverLargerThanABatchMayBe() {
    Traffic flood = new Traffic(1e6, 1, 1, 1, 1);

    assertThat(model.busMessages(flood)).isCloseTo(1e6 * 400 / 65_536, within(1e-6));
  }

  /// One recipient is elsewhere with a probability of (n − 1) / n, however many nodes there are.
  @Test
  void aSingleRecipientIsOnOneNode() {
    for (int nodes : new int[] {2, 10, 200}) {
      assertThat(model.everyday(1, nodes, 1).remoteNodes())
          .isCloseTo((nodes - 1.0) / nodes, within(1e-9));
    }
  }

  @Test
  void ofManyRecipientsSeveralShareANode() {
    Model crowds = new Model(in.with("# Assumed: for a test.\nrecipients-per-message = 100"));

    assertThat(crowds.everyday(1, 2, 1).remoteNodes()).isCloseTo(1, within(1e-9));
    assertThat(crowds.everyday(1, 200, 1).remoteNodes()).isBetween(75.0, 100.0);
  }

  @Test
  void moreNodesAreDearerPerMessage() {
    double before = 0;
    for (int nodes : new int[] {1, 2, 4, 20, 200}) {
      double cores = model.nodeCores(model.everyday(50_000, nodes, 2), nodes);
      assertThat(cores).isGreaterThan(before);
      before = cores;
    }
  }
}
