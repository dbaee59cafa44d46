package dev.starling.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.UserId;
import dev.starling.wire.cluster.DirectoryDelta;
import dev.starling.wire.cluster.DirectorySnapshot;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PeerTest {

  private final Replica replica = new Replica(move -> {});
  private final Peer peer = new Peer("n2", replica);

  @Test
  void theFirstWordOfANodeAsksForASnapshot() {
    assertThat(peer.apply(heartbeat(0))).isTrue();

    assertThat(peer.apply(snapshot(0, 1, 2))).isFalse();

    assertThat(present()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void deltasInOrderAreTaken() {
    known(5, 1);

    assertThat(peer.apply(delta(6, List.of(2L, 3L), List.of(1L)))).isFalse();
    assertThat(peer.apply(delta(7, List.of(), List.of(2L)))).isFalse();

    assertThat(present()).containsExactly(3L);
  }

  @Test
  void aMissingDeltaAsksForASnapshotAndWhatFollowsItIsNotLost() {
    known(5, 1);

    assertThat(peer.apply(delta(7, List.of(7L), List.of()))).isTrue();
    assertThat(peer.apply(delta(8, List.of(8L), List.of()))).isFalse();
    assertThat(peer.apply(snapshot(7, 1, 6, 7))).isFalse();

    assertThat(present()).containsExactlyInAnyOrder(1L, 6L, 7L, 8L);
  }

  @Test
  void aLostLastDeltaIsNoticedByTheHeartbeat() {
    known(5, 1);

    assertThat(peer.apply(heartbeat(5))).isFalse();
    assertThat(peer.apply(heartbeat(6))).isTrue();
  }

  @Test
  void aDeltaThatComesTwiceChangesNothing() {
    known(5, 1);
    DirectoryDelta six = delta(6, List.of(2L), List.of());

    assertThat(peer.apply(six)).isFalse();
    assertThat(peer.apply(delta(7, List.of(), List.of(2L)))).isFalse();
    assertThat(peer.apply(six)).isFalse();

    assertThat(present()).containsExactly(1L);
  }

  @Test
  void aSnapshotThatIsOlderThanWhatWaitsAsksAgain() {
    known(5, 1);
    assertThat(peer.apply(delta(9, List.of(9L), List.of()))).isTrue();

    assertThat(peer.apply(snapshot(6, 1))).isTrue();
    assertThat(peer.apply(snapshot(9, 1, 9))).isFalse();

    assertThat(present()).containsExactlyInAnyOrder(1L, 9L);
  }

  @Test
  void aSnapshotThatDidNotComeIsAskedAgainByTheNextWord() {
    known(5, 1);
    assertThat(peer.apply(delta(7, List.of(), List.of()))).isTrue();

    peer.snapshotFailed();

    assertThat(peer.apply(heartbeat(7))).isTrue();
  }

  private void known(long number, long... users) {
    assertThat(peer.apply(heartbeat(number))).isTrue();
    assertThat(peer.apply(snapshot(number, users))).isFalse();
  }

  private List<Long> present() {
    return LongStream.range(0, 100)
        .filter(user -> replica.nodesOf(new UserId(user)).contains("n2"))
        .boxed()
        .toList();
  }

  private static DirectoryDelta heartbeat(long number) {
    return delta(number, List.of(), List.of());
  }

  private static DirectoryDelta delta(long number, List<Long> arrived, List<Long> left) {
    return new DirectoryDelta("n2", number, users(arrived), users(left));
  }

  private static DirectorySnapshot snapshot(long number, long... users) {
    return new DirectorySnapshot("n2", number, users(LongStream.of(users).boxed().toList()));
  }

  private static List<UserId> users(List<Long> values) {
    return values.stream().map(UserId::new).toList();
  }
}
