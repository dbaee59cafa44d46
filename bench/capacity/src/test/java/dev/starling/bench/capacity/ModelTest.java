package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.capacity.Model.Traffic;
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
  void aBatchIsTheFirstMessageAndWhatCameMeanwhile() {
    assertThat(model.messagesPerBatch(1_000, 2)).isEqualTo(1 + 500 * 0.004);
    assertThat(model.messagesPerBatch(1_000, 8)).isEqualTo(1 + 125 * 0.004);
    assertThat(model.messagesPerBatch(1e9, 1)).isEqualTo(256);
  }

  @Test
  void aCommitIsDearerTheFewerMessagesItHas() {
    assertThat(model.postgresCores(1_000, 2)).isCloseTo(0.02 + 0.6 / 3, within(1e-9));
    assertThat(model.postgresCores(1_000, 200)).isGreaterThan(0.6);
  }

  @Test
  void whatOneNodeDoesNeedsNoBus() {
    Traffic alone = model.everyday(5_000, 1);

    assertThat(alone.remoteNodes()).isZero();
    assertThat(model.busMessages(alone)).isZero();
    assertThat(model.busBytes(alone)).isZero();
    assertThat(Model.heartbeats(1)).isZero();
  }

  @Test
  void deliveriesGatherWhileABusMessageIsNotAcknowledged() {
    Traffic traffic = new Traffic(1_000, 1, 1, 2); // 500 a second on each of two links.

    assertThat(model.busMessages(traffic)).isEqualTo(1_000 / (1 + 500 * 0.002));
    assertThat(model.busBytes(traffic)).isEqualTo(500 * 100 + 1_000 * 400);
  }

  @Test
  void aBusMessageIsNeverLargerThanABatchMayBe() {
    Traffic flood = new Traffic(1e6, 1, 1, 1);

    assertThat(model.busMessages(flood)).isCloseTo(1e6 * 400 / 65_536, within(1e-6));
  }

  /// One recipient is elsewhere with a probability of (n − 1) / n, however many nodes there are.
  @Test
  void aSingleRecipientIsOnOneNode() {
    for (int nodes : new int[] {2, 10, 200}) {
      assertThat(model.everyday(1, nodes).remoteNodes())
          .isCloseTo((nodes - 1.0) / nodes, within(1e-9));
    }
  }

  @Test
  void ofManyRecipientsSeveralShareANode() {
    Model crowds = new Model(in.with("# Assumed: for a test.\nrecipients-per-message = 100"));

    assertThat(crowds.everyday(1, 2).remoteNodes()).isCloseTo(1, within(1e-9));
    assertThat(crowds.everyday(1, 200).remoteNodes()).isBetween(75.0, 100.0);
  }

  @Test
  void moreNodesAreDearerPerMessage() {
    double before = 0;
    for (int nodes : new int[] {1, 2, 4, 20, 200}) {
      double cores = model.nodeCores(model.everyday(50_000, nodes), nodes);
      assertThat(cores).isGreaterThan(before);
      before = cores;
    }
  }
}
