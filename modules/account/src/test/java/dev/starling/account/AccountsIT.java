package dev.starling.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AccountsIT {

  @Test
  void whoSignedInAtANodeThatIsGoneStaysSignedIn(Vertx vertx) {
    String database = TestNode.newDatabase();
    FakeClock clock = new FakeClock();
    TestNode first = TestNode.start(vertx, database, clock);
    SignedIn alice = first.register("alice");
    first.accounts().rotateKeys().await();
    first.accounts().stop().await();

    TestNode second = TestNode.start(vertx, first.bus(), database, clock, TestNode.CONFIG);

    assertThat(second.accounts().tokens().verify(alice.accessToken()))
        .isEqualTo(TestNode.principal(alice));
    clock.advance(TokenConfig.DEFAULTS.keyLead());
    Refresh refresh = new Refresh(alice.refreshToken());
    assertThat(second.accounts().sessions().refresh(refresh).await().sessionId())
        .isEqualTo(alice.sessionId());
  }
}
