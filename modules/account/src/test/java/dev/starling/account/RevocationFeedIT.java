package dev.starling.account;

import static dev.starling.account.Failing.assertThrows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.account.limit.LimitsConfig;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.SessionId;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationFeedIT {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private static String database;

  private final FakeClock clock = new FakeClock();
  private final List<Vertx> started = new ArrayList<>();

  @BeforeAll
  static void createDatabase() {
    database = TestNode.newDatabase();
  }

  @AfterEach
  void stop() {
    started.forEach(vertx -> vertx.close().await());
    FakeClusterManager.reset();
  }

  @Test
  void theBusTellsEveryNodeAtOnce() throws TimeoutException {
    TestNode one = node(clustered(), NEVER);
    TestNode other = node(clustered(), NEVER);

    assertHears(one, other);
  }

  @Test
  void whatTheBusLosesIsFoundByAsking() throws TimeoutException {
    TestNode one = node(alone(), NEVER);
    TestNode other = node(alone(), OFTEN);

    assertHears(one, other);
  }

  @Test
  void aNodeThatStartsKnowsWhatWasRevokedBefore() {
    TestNode one = node(alone(), NEVER);
    SignedIn alice = one.register(TestNode.unique("alice"));
    end(one, alice);

    TestNode late = node(alone(), NEVER);

    assertThrows(
        ErrorCode.SESSION_REVOKED, () -> late.accounts().tokens().verify(alice.accessToken()));
  }

  @Test
  void whoeverIsCutOffForLongHearsOfItAfterwardsAndOnce() {
    TestNode one = node(alone(), NEVER);
    SignedIn alice = one.register(TestNode.unique("alice"));
    TokenConfig config = TestNode.CONFIG.tokens();
    Revocations revocations = new Revocations(clock, RevocationFeed.kept(config));
    List<SessionId> heard = new ArrayList<>();
    revocations.onRevoked(heard::add);
    RevocationFeed feed =
        new RevocationFeed(
            revocations,
            new SessionRepository(one.database()),
            new Bus(alone().eventBus()),
            clock,
            config);
    feed.start().await();

    end(one, alice);
    clock.advance(config.accessLifetime().multipliedBy(10));
    feed.poll().await();
    assertThat(heard).containsOnlyOnce(alice.sessionId());

    clock.advance(config.accessLifetime().multipliedBy(10));
    feed.poll().await();
    feed.poll().await();
    assertThat(revocations.isRevoked(alice.sessionId())).isFalse();
    assertThat(heard).containsOnlyOnce(alice.sessionId());
  }

  private static void assertHears(TestNode one, TestNode other) throws TimeoutException {
    SignedIn alice = one.register(TestNode.unique("alice"));
    SignedIn bob = other.register(TestNode.unique("bob"));
    Promise<SessionId> heard = Promise.promise();
    other.accounts().revocations().onRevoked(heard::complete);
    assertThat(other.accounts().tokens().verify(alice.accessToken()))
        .isEqualTo(TestNode.principal(alice));

    end(one, alice);

    assertThat(heard.future().await(5, TimeUnit.SECONDS)).isEqualTo(alice.sessionId());
    assertThrows(
        ErrorCode.SESSION_REVOKED, () -> other.accounts().tokens().verify(alice.accessToken()));
    assertThat(other.accounts().tokens().verify(bob.accessToken()))
        .isEqualTo(TestNode.principal(bob));
  }

  private static void end(TestNode node, SignedIn who) {
    node.accounts().sessions().end(TestNode.principal(who), who.sessionId()).await();
  }

  private TestNode node(Vertx vertx, Duration revocationsEvery) {
    AccountConfig config =
        new AccountConfig(
            TestNode.CONFIG.passwords(),
            TestNode.CONFIG.tokens(),
            TestNode.CONFIG.attempts(),
            TestNode.CONFIG.bots(),
            ReportConfig.DEFAULTS,
            LimitsConfig.DEFAULTS,
            revocationsEvery,
            TestNode.CONFIG.sweepEvery());
    return TestNode.start(vertx, database, clock, config);
  }

  private Vertx clustered() {
    Vertx vertx =
        Vertx.builder().withClusterManager(new FakeClusterManager()).buildClustered().await();
    started.add(vertx);
    return vertx;
  }

  /// Its bus reaches no other node.
  private Vertx alone() {
    Vertx vertx = Vertx.vertx();
    started.add(vertx);
    return vertx;
  }
}
