package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static dev.starling.account.TestNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.account.limit.LimitsConfig;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.Password;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two nodes, so that every limit here is one of the cluster.
@ExtendWith(VertxExtension.class)
class AttemptsIT {

  private static final Password WRONG = Password.of("wrong horse battery");
  private static final Duration WINDOW = AttemptConfig.DEFAULTS.failuresPerAccount().window();

  private static final FakeClock clock = new FakeClock();

  private static Vertx vertx;
  private static String database;
  private static TestNode one;
  private static TestNode other;
  private static int addresses;

  private String alice;

  @BeforeAll
  static void start(Vertx started) {
    vertx = started;
    database = TestNode.newDatabase();
    one = TestNode.start(vertx, database, clock);
    other = TestNode.start(vertx, one.bus(), database, clock, TestNode.CONFIG);
  }

  @BeforeEach
  void haveAlice() {
    alice = one.register(TestNode.unique("alice")).user().username();
  }

  @Test
  void afterTenWrongPasswordsNotEvenTheRightOneIsTried() {
    for (int i = 0; i < 5; i++) {
      assertFails(ErrorCode.BAD_CREDENTIALS, fromAnywhere(one, alice, WRONG));
      assertFails(
          ErrorCode.BAD_CREDENTIALS, fromAnywhere(other, alice.toUpperCase(Locale.ROOT), WRONG));
    }
    clock.advance(Duration.ofMinutes(5));
    long before = one.accounts().passwords().computed();

    assertThatExceptionOfType(Failure.TryLater.class)
        .isThrownBy(() -> fromAnywhere(one, alice, PASSWORD).await())
        .matches(failure -> failure.code() == ErrorCode.TOO_MANY_REQUESTS)
        .matches(failure -> failure.after().equals(WINDOW.minusMinutes(5)));
    assertFails(ErrorCode.TOO_MANY_REQUESTS, fromAnywhere(other, alice, PASSWORD));
    assertThat(one.accounts().passwords().computed()).isEqualTo(before);

    clock.advance(WINDOW.minusMinutes(5));
    assertThat(fromAnywhere(one, alice, PASSWORD).await()).isNotNull();
  }

  @Test
  void guessingAllAtOnceIsNoWayAround() {

    List<Future<SignedIn>> guesses =
        IntStream.range(0, 40)
            .mapToObj(i -> fromAnywhere(i % 2 == 0 ? one : other, alice, WRONG))
            .toList();

    assertThat(guesses.stream().filter(guess -> code(guess) == ErrorCode.BAD_CREDENTIALS))
        .hasSize(10);
    assertThat(guesses.stream().filter(guess -> code(guess) == ErrorCode.TOO_MANY_REQUESTS))
        .hasSize(30);
  }

  @Test
  void theRightPasswordCountsNothing() {
    for (int i = 0; i < 9; i++) {
      assertFails(ErrorCode.BAD_CREDENTIALS, fromAnywhere(one, alice, WRONG));
    }

    for (int i = 0; i < 12; i++) {
      assertThat(fromAnywhere(one, alice, PASSWORD).await()).isNotNull();
    }

    assertFails(ErrorCode.BAD_CREDENTIALS, fromAnywhere(one, alice, WRONG));
    assertFails(ErrorCode.TOO_MANY_REQUESTS, fromAnywhere(one, alice, PASSWORD));
  }

  @Test
  void oneAddressSignsInAsOftenAsConfigured() {
    RateLimit limit = new RateLimit(6, Duration.ofMinutes(1));
    TestNode first = strict(limit, AttemptConfig.DEFAULTS.registrationsPerAddress());
    TestNode second = strict(limit, AttemptConfig.DEFAULTS.registrationsPerAddress());
    String bob = one.register(TestNode.unique("bob")).user().username();
    for (int i = 0; i < 3; i++) {
      assertThat(signIn(first, alice, PASSWORD, "2001:db8::1").await()).isNotNull();
      assertThat(signIn(second, bob, PASSWORD, "2001:db8::2").await()).isNotNull();
    }

    assertFails(ErrorCode.TOO_MANY_REQUESTS, signIn(first, bob, PASSWORD, "2001:db8::3"));
    assertThat(signIn(first, bob, PASSWORD, "2001:db8:0:1::3").await()).isNotNull();
    clock.advance(Duration.ofMinutes(1));
    assertThat(signIn(first, bob, PASSWORD, "2001:db8::3").await()).isNotNull();
  }

  @Test
  void oneAddressRegistersAsOftenAsConfigured() {
    TestNode strict =
        strict(AttemptConfig.DEFAULTS.signInsPerAddress(), new RateLimit(2, Duration.ofHours(1)));
    assertThat(register(strict, "203.0.113.1").await()).isNotNull();
    assertThat(register(strict, "203.0.113.1").await()).isNotNull();

    assertFails(ErrorCode.TOO_MANY_REQUESTS, register(strict, "203.0.113.1"));
    assertThat(register(strict, "203.0.113.2").await()).isNotNull();
  }

  private static TestNode strict(RateLimit signIns, RateLimit registrations) {
    AttemptConfig attempts =
        new AttemptConfig(AttemptConfig.DEFAULTS.failuresPerAccount(), signIns, registrations);
    AccountConfig config =
        new AccountConfig(
            TestNode.CONFIG.passwords(),
            TestNode.CONFIG.tokens(),
            attempts,
            TestNode.CONFIG.bots(),
            ReportConfig.DEFAULTS,
            LimitsConfig.DEFAULTS,
            TestNode.CONFIG.revocationsEvery(),
            TestNode.CONFIG.sweepEvery());
    return TestNode.start(vertx, one.bus(), database, clock, config);
  }

  private static Future<SignedIn> register(TestNode node, String address) {
    Registration carol = new Registration(TestNode.unique("carol"), PASSWORD, null, null);
    return node.accounts().signIns().register(carol, address);
  }

  private static Future<SignedIn> fromAnywhere(TestNode node, String username, Password password) {
    addresses++;
    return signIn(node, username, password, "198.51.100." + addresses);
  }

  private static Future<SignedIn> signIn(
      TestNode node, String username, Password password, String address) {
    return node.accounts().signIns().signIn(new SignIn(username, password, null), address);
  }

  private static ErrorCode code(Future<?> future) {
    return future
        .<ErrorCode>transform((result, cause) -> Future.succeededFuture(((Failure) cause).code()))
        .await();
  }
}
