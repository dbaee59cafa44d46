package dev.starling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.CloseCode;
import dev.starling.wire.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {

  private final SocketRig rig = new SocketRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void oneSocketTooManyIsToldToComeBackLater() {
    List<FakeTransport> clients = Stream.generate(rig::open).limit(3).toList();

    FakeTransport tooMany = rig.open();
    assertThat(tooMany.closed()).isEqualTo(CloseCode.OVERLOADED);
    assertThat(clients).allSatisfy(client -> assertThat(client.closed()).isNull());
    assertThat(rig.sockets.size()).isEqualTo(3);
    clients.getFirst().leaves();

    assertThat(rig.open().closed()).isNull();
  }

  @Test
  void revokingASessionClosesItsSocketsAndNoOthers() {
    FakeTransport laptop = rig.openSignedIn();
    FakeTransport stranger = rig.open();

    rig.sockets.revoke(new SessionId(99));
    assertThat(laptop.closed()).isNull();
    rig.sockets.revoke(SocketRig.ALICE.session());

    assertThat(laptop.closed()).isEqualTo(CloseCode.SESSION_REVOKED);
    assertThat(stranger.closed()).isNull();
    assertThat(rig.sockets.closed(CloseCode.SESSION_REVOKED)).isEqualTo(1);
    assertThat(rig.sockets.closed(CloseCode.SILENT)).isZero();
  }

  @Test
  void aLeavingNodeTellsEachSocketWhenToComeBackAndThenClosesIt() {
    FakeTransport first = rig.openSignedIn();
    FakeTransport second = rig.open();

    rig.sockets.drain(rig.vertx, Duration.ofMillis(50), new Random(7)).await();

    for (FakeTransport client : List.of(first, second)) {
      assertThat(client.lastFrame().getJsonObject("body").getString("type")).isEqualTo("draining");
      assertThat(client.lastFrame().getJsonObject("body").getLong("reconnectAfterMs"))
          .isBetween(0L, 50L);
      assertThat(client.closed()).isEqualTo(CloseCode.SHUTDOWN);
    }
    assertThat(rig.sockets.size()).isZero();
  }

  @Test
  void aLeavingNodeTakesNobodyElse() {
    rig.sockets.drain(rig.vertx, Duration.ZERO, new Random(7)).await();

    assertThat(rig.open().closed()).isEqualTo(CloseCode.SHUTDOWN);
  }

  @Test
  void framesAreCountedBothWays() {
    FakeTransport client = rig.open();

    client.says("{'type':'ping'}");
    client.says("garbage");

    assertThat(rig.sockets.framesIn()).isEqualTo(2);
    assertThat(rig.sockets.framesOut()).isEqualTo(2);
  }
}
