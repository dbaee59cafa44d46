package dev.starling.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.routing.TwoNodes;
import dev.starling.routing.TwoNodes.Node;
import dev.starling.wire.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryTwoNodeTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);

  private final TwoNodes nodes = new TwoNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void anArrivalIsKnownOnTheOtherNodeAndADepartureToo() {
    nodes.one().routing().directory().arrived(ALICE);
    await().untilAsserted(() -> assertThat(knownOn(nodes.two(), ALICE)).isTrue());

    nodes.one().routing().directory().left(ALICE);
    await().untilAsserted(() -> assertThat(knownOn(nodes.two(), ALICE)).isFalse());
  }

  @Test
  void aNodeDoesNotCountItself() {
    nodes.one().routing().directory().arrived(ALICE);
    await().untilAsserted(() -> assertThat(knownOn(nodes.two(), ALICE)).isTrue());

    assertThat(nodes.one().routing().directory().nodesOf(ALICE)).isEmpty();
  }

  @Test
  void aNodeThatJoinsKnowsEverybodyOnceItHasStarted() {
    nodes.one().routing().directory().arrived(ALICE);
    nodes.two().routing().directory().arrived(BOB);
    await().untilAsserted(() -> assertThat(knownOn(nodes.one(), BOB)).isTrue());

    Node third = nodes.join();

    assertThat(knownOn(third, ALICE)).isTrue();
    assertThat(knownOn(third, BOB)).isTrue();
  }

  @Test
  void theEntriesOfANodeThatLeftAreGone() {
    nodes.two().routing().directory().arrived(BOB);
    await().untilAsserted(() -> assertThat(knownOn(nodes.one(), BOB)).isTrue());

    nodes.two().leave();

    await().untilAsserted(() -> assertThat(knownOn(nodes.one(), BOB)).isFalse());
  }

  private static boolean knownOn(Node node, UserId user) {
    return !node.routing().directory().nodesOf(user).isEmpty();
  }
}
