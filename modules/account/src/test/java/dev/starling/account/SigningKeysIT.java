package dev.starling.account;

import static dev.starling.account.Failing.assertThrows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.account.SigningKeyRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SigningKeysIT {

  private static final Principal ALICE = new Principal(new UserId(1), new SessionId(2));
  private static final TokenConfig CONFIG = TokenConfig.DEFAULTS;

  private static Vertx vertx;
  private static Database database;
  private static SigningKeyRepository repository;

  private final FakeClock clock = new FakeClock();

  /// What a node has for its tokens.
  private final class Node {
    final KeyRing ring = new KeyRing(vertx);
    final SigningKeys keys = new SigningKeys(repository, ring, clock, new SecureRandom(), CONFIG);
    final Tokens tokens =
        new Tokens(ring, new Revocations(clock, CONFIG.accessLifetime()), clock, CONFIG);

    String issue() {
      return tokens.issue(ALICE, 1).accessToken();
    }

    boolean verifies(String token) {
      try {
        return tokens.verify(token).equals(ALICE);
      } catch (RuntimeException refused) {
        return false;
      }
    }
  }

  @BeforeAll
  static void open(Vertx started) {
    vertx = started;
    PostgresConfig config = PostgresConfig.DEFAULTS.at(TestNode.newDatabase());
    database = Database.open(vertx, config).await();
    repository = new SigningKeyRepository(database);
  }

  @BeforeEach
  void haveNoKeys() {
    database.run("truncate signing_key").await();
  }

  @Test
  void nodesThatStartTogetherHaveOneKey() {
    List<Node> nodes = Stream.generate(Node::new).limit(4).toList();

    Future.all(nodes.stream().map(node -> node.keys.refresh()).toList()).await();

    assertThat(repository.all().await()).hasSize(1);
    for (Node issuer : nodes) {
      String token = issuer.issue();
      assertThat(nodes).allMatch(node -> node.verifies(token));
    }
  }

  @Test
  void aKeyIsReplacedWhenItsTimeIsOverAndItsTokensLiveOn() {
    Node node = started();
    clock.advance(CONFIG.keyLifetime().minusSeconds(1));
    node.keys.refresh().await();
    assertThat(repository.all().await()).hasSize(1);
    String old = node.tokens.issue(ALICE, 1).refreshToken();

    clock.advance(CONFIG.keyLead());
    node.keys.refresh().await();
    clock.advance(CONFIG.keyLead());
    node.keys.refresh().await();

    assertThat(Jwt.keyId(old)).contains("1");
    assertThat(Jwt.keyId(node.issue())).contains("2");
    clock.advance(CONFIG.sessionLifetime().minus(CONFIG.keyLead().multipliedBy(2)).minusSeconds(1));
    node.keys.refresh().await();
    assertThat(node.tokens.verifyRefresh(old).principal()).isEqualTo(ALICE);
  }

  @Test
  void aKeyWhoseTokensHaveAllExpiredIsGone() {
    Node node = started();

    clock.advance(CONFIG.keyLifetime());
    node.keys.refresh().await();
    clock.advance(CONFIG.sessionLifetime().plus(CONFIG.keyLead().multipliedBy(3)));
    node.keys.refresh().await();

    assertThat(repository.all().await()).noneMatch(key -> key.id() == 1);
    assertThat(node.verifies(node.issue())).isTrue();
  }

  @Test
  void aRotatedKeySignsWhenEveryNodeKnowsIt() {
    Node one = started();
    Node other = started();
    String old = one.issue();

    one.keys.rotate().await();
    assertThat(Jwt.keyId(one.issue())).contains("1");
    clock.advance(CONFIG.keysEvery());
    other.keys.refresh().await();
    clock.advance(CONFIG.keyLead().minus(CONFIG.keysEvery()));

    String fresh = one.issue();
    assertThat(Jwt.keyId(fresh)).contains("2");
    assertThat(other.verifies(fresh)).isTrue();
    assertThat(other.verifies(old)).isTrue();
  }

  @Test
  void aNodeThatMissedANewKeyReadsItWhenItMeetsIt() {
    Node one = started();
    Node other = started();
    one.keys.rotate().await();
    clock.advance(CONFIG.keyLead());
    String token = one.issue();

    assertThrows(ErrorCode.TOKEN_INVALID, () -> other.tokens.verify(token));

    await().until(() -> other.verifies(token));
  }

  @Test
  void afterALongStandstillTheNextKeySignsAtOnce() {
    Node one = started();
    clock.advance(CONFIG.keyLifetime().plus(Duration.ofDays(365)));

    Node later = started();

    assertThat(Jwt.keyId(later.issue())).contains("2");
    assertThat(one.verifies(later.issue())).isFalse();
  }

  private Node started() {
    Node node = new Node();
    node.keys.refresh().await();
    return node;
  }
}
