package dev.starling.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.routing.TwoNodes;
import dev.starling.routing.TwoNodes.Node;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterTwoNodeTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final UserId NOBODY = new UserId(3);

  private final TwoNodes nodes = new TwoNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aDeliveryReachesSocketsHereAndThere() {
    RecordingMailbox here = socket(nodes.one(), ALICE);
    RecordingMailbox there = socket(nodes.two(), BOB);
    waitUntilKnown(nodes.one(), BOB);

    nodes.one().routing().router().deliver(List.of(passing("hello", ALICE, BOB, NOBODY)));

    await().untilAsserted(() -> assertThat(here.frames()).containsExactly("hello"));
    await().untilAsserted(() -> assertThat(there.frames()).containsExactly("hello"));
  }

  @Test
  void everyDeviceOfAUserGetsIt() {
    RecordingMailbox laptop = socket(nodes.one(), ALICE);
    RecordingMailbox phone = socket(nodes.one(), ALICE);
    RecordingMailbox tablet = socket(nodes.two(), ALICE);
    waitUntilKnown(nodes.one(), ALICE);

    nodes.one().routing().router().deliver(List.of(passing("hello", ALICE)));

    for (RecordingMailbox device : List.of(laptop, phone, tablet)) {
      await().untilAsserted(() -> assertThat(device.frames()).containsExactly("hello"));
    }
  }

  @Test
  void aNodeIsSentOnlyItsOwnRecipients() {
    socket(nodes.one(), ALICE);
    RecordingMailbox there = socket(nodes.two(), BOB);
    waitUntilKnown(nodes.one(), BOB);

    nodes.one().routing().router().deliver(List.of(passing("hello", ALICE, BOB)));

    await().untilAsserted(() -> assertThat(there.received()).hasSize(1));
    assertThat(there.received().getFirst().recipients()).containsExactly(BOB);
  }

  @Test
  void manyDeliveriesArriveInOrderInFewerMessages() {
    RecordingMailbox there = socket(nodes.two(), BOB);
    waitUntilKnown(nodes.one(), BOB);
    Router router = nodes.one().routing().router();

    IntStream.range(0, 1_000).forEach(i -> router.deliver(List.of(durable(i + 1, BOB))));

    await().untilAsserted(() -> assertThat(there.frames()).hasSize(1_000));
    assertThat(there.frames())
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "event " + (i + 1)).toList());
    assertThat(router.stats().busMessages().sum()).isLessThan(1_000);
    assertThat(router.stats().dropped().sum()).isZero();
  }

  @Test
  void aSocketThatClosedGetsNothingMore() {
    RecordingMailbox here = socket(nodes.one(), ALICE);
    nodes.one().routing().mailboxes().remove(ALICE, here);

    nodes.one().routing().router().deliver(List.of(passing("hello", ALICE)));

    RecordingMailbox later = socket(nodes.one(), ALICE);
    nodes.one().routing().router().deliver(List.of(passing("again", ALICE)));
    await().untilAsserted(() -> assertThat(later.frames()).containsExactly("again"));
    assertThat(here.frames()).isEmpty();
    assertThat(nodes.one().routing().mailboxes().size()).isEqualTo(1);
  }

  @Test
  void whoeverIsToldOfAMoveCanLookItUp() {
    Node node = nodes.one();
    Router router = node.routing().router();
    List<String> told = new CopyOnWriteArrayList<>();
    node.routing().directory().onMove(user -> told.add(user + " " + router.reaches(user)));

    RecordingMailbox here = socket(node, ALICE);
    assertThat(told).containsExactly(ALICE + " true");
    socket(node, ALICE);
    RecordingMailbox there = socket(nodes.two(), BOB);
    await().untilAsserted(() -> assertThat(told).endsWith(BOB + " true"));
    nodes.two().routing().mailboxes().remove(BOB, there);
    await().untilAsserted(() -> assertThat(told).endsWith(BOB + " false"));
    node.routing().mailboxes().remove(ALICE, here);

    assertThat(told).hasSize(3);
    assertThat(router.reaches(ALICE)).isTrue();
    assertThat(router.reaches(NOBODY)).isFalse();
  }

  @Test
  void whatIsForANodeThatLeftIsDroppedAndTheOthersGoOn() {
    RecordingMailbox here = socket(nodes.one(), ALICE);
    socket(nodes.two(), BOB);
    waitUntilKnown(nodes.one(), BOB);

    nodes.two().leave();
    nodes.one().routing().router().deliver(List.of(passing("hello", ALICE, BOB)));

    await().untilAsserted(() -> assertThat(here.frames()).containsExactly("hello"));
  }

  @CanIgnoreReturnValue
  private static RecordingMailbox socket(Node node, UserId user) {
    RecordingMailbox mailbox = new RecordingMailbox(node.vertx());
    node.routing().mailboxes().add(user, mailbox);
    return mailbox;
  }

  private static void waitUntilKnown(Node node, UserId user) {
    await().untilAsserted(() -> assertThat(node.routing().directory().nodesOf(user)).isNotEmpty());
  }

  private static Delivery passing(String frame, UserId... recipients) {
    return new Delivery.Passing(frame, List.of(recipients));
  }

  private static Delivery durable(long seq, UserId... recipients) {
    return new Delivery.Durable(
        new ConversationId(7), seq, 100 + seq, 99 + seq, "event " + seq, List.of(recipients));
  }
}
