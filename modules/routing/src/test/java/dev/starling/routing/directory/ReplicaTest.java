package dev.starling.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);

  private final List<Move> moves = new ArrayList<>();
  private final Replica replica = new Replica(moves::add);

  @Test
  void aUserMayBeOnSeveralNodes() {
    replica.add("n1", List.of(ALICE));
    replica.add("n2", List.of(ALICE, BOB));

    assertThat(replica.nodesOf(ALICE)).containsExactlyInAnyOrder("n1", "n2");
    assertThat(replica.nodesOf(BOB)).containsExactly("n2");
  }

  @Test
  void leavingTheLastNodeForgetsTheUser() {
    replica.add("n1", List.of(ALICE));
    replica.add("n2", List.of(ALICE));

    replica.remove("n1", List.of(ALICE));
    assertThat(replica.nodesOf(ALICE)).containsExactly("n2");
    replica.remove("n2", List.of(ALICE));

    assertThat(replica.nodesOf(ALICE)).isEmpty();
    assertThat(replica.size()).isZero();
  }

  @Test
  void aDroppedNodeTakesOnlyItsOwnEntries() {
    replica.add("n1", List.of(ALICE, BOB));
    replica.add("n2", List.of(BOB));

    replica.drop("n1");

    assertThat(replica.nodesOf(ALICE)).isEmpty();
    assertThat(replica.nodesOf(BOB)).containsExactly("n2");
  }

  @Test
  void replacingLeavesExactlyTheNewEntries() {
    replica.add("n1", List.of(ALICE));

    replica.replace("n1", List.of(BOB));

    assertThat(replica.nodesOf(ALICE)).isEmpty();
    assertThat(replica.nodesOf(BOB)).containsExactly("n1");
  }

  @Test
  void whatChangesIsToldAfterIt() {
    replica.add("n1", List.of(ALICE, BOB));
    replica.remove("n1", List.of(BOB));
    replica.replace("n1", List.of(BOB));
    replica.drop("n1");
    replica.drop("n1");

    assertThat(moves)
        .containsExactly(
            new Move("n1", Move.Kind.ARRIVED, List.of(ALICE, BOB)),
            new Move("n1", Move.Kind.LEFT, List.of(BOB)),
            new Move("n1", Move.Kind.LEFT, List.of(ALICE)),
            new Move("n1", Move.Kind.ARRIVED, List.of(BOB)),
            new Move("n1", Move.Kind.LOST, List.of(BOB)));
  }
}
