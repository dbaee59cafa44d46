package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static dev.starling.account.TestNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.persistence.account.AccountRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.Password;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SignInServiceIT {

  private static final Password WRONG = Password.of("wrong horse battery");
  private static final String ADDRESS = "192.0.2.1";

  private static Vertx vertx;
  private static TestNode node;
  private static String database;

  @BeforeAll
  static void start(Vertx started) {
    vertx = started;
    database = TestNode.newDatabase();
    node = TestNode.start(vertx, database, new FakeClock());
  }

  @Test
  void whoRegistersIsSignedIn() {
    SignedIn alice = register(new Registration("Alice", PASSWORD, "Alice A.", "laptop")).await();

    assertThat(alice.user().username()).isEqualTo("Alice");
    assertThat(alice.user().displayName()).isEqualTo("Alice A.");
    assertThat(node.accounts().tokens().verify(alice.accessToken()))
        .isEqualTo(TestNode.principal(alice));
    assertThat(alice.expiresIn()).isEqualTo(900);
  }

  @Test
  void aUsernameIsTakenWhateverItsCase() {
    node.register("bob");

    assertFails(ErrorCode.USERNAME_TAKEN, register(new Registration("BOB", PASSWORD, null, null)));
  }

  @Test
  void ofManyWhoWantTheSameUsernameOneGetsIt() {
    List<Future<SignedIn>> attempts =
        Stream.generate(() -> register(new Registration("carol", PASSWORD, null, null)))
            .limit(5)
            .toList();

    assertThat(codes(attempts))
        .containsExactlyInAnyOrder(
            null,
            ErrorCode.USERNAME_TAKEN,
            ErrorCode.USERNAME_TAKEN,
            ErrorCode.USERNAME_TAKEN,
            ErrorCode.USERNAME_TAKEN);
  }

  @Test
  void signingInOpensAnotherSessionOfTheSameUser() {
    SignedIn registered = node.register("Dave");

    SignedIn again = signIn("dave", PASSWORD).await();

    assertThat(again.user()).isEqualTo(registered.user());
    assertThat(again.sessionId()).isNotEqualTo(registered.sessionId());
  }

  @Test
  void aWrongPasswordAndAnUnknownUserReadTheSameAndTakeTheSameWork() {
    node.register("erin");
    long before = node.accounts().passwords().computed();

    Throwable wrong = failure(signIn("erin", WRONG));
    long between = node.accounts().passwords().computed();
    Throwable unknown = failure(signIn("no such user", WRONG));
    long after = node.accounts().passwords().computed();

    assertThat(wrong).isInstanceOf(Failure.Unauthenticated.class).hasSameClassAs(unknown);
    assertThat(wrong).hasMessage(unknown.getMessage());
    assertThat(code(wrong)).isEqualTo(code(unknown)).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    assertThat(between - before).isEqualTo(after - between).isEqualTo(1);
  }

  @Test
  void aHashOfAnotherCostIsReplacedAtTheNextSignIn() {
    TestNode dearer =
        TestNode.start(
            vertx,
            node.bus(),
            database,
            new FakeClock(),
            TestNode.with(TestNode.CONFIG, new PasswordConfig(2048, 1, 1, 1, 10)));
    AccountRepository accounts = new AccountRepository(node.database());
    node.register("frank");
    assertThat(hashOf(accounts, "frank")).contains("$m=1024,");

    dearer.accounts().signIns().signIn(new SignIn("frank", PASSWORD, null), ADDRESS).await();

    await().until(() -> hashOf(accounts, "frank").contains("$m=2048,"));
    assertThat(signIn("frank", PASSWORD).await().user().username()).isEqualTo("frank");
  }

  private static String hashOf(AccountRepository accounts, String username) {
    return accounts.credentials(username).await().orElseThrow().passwordHash();
  }

  private static Future<SignedIn> register(Registration registration) {
    return node.accounts().signIns().register(registration, ADDRESS);
  }

  private static Future<SignedIn> signIn(String username, Password password) {
    return node.accounts().signIns().signIn(new SignIn(username, password, "phone"), ADDRESS);
  }

  private static List<ErrorCode> codes(List<? extends Future<?>> futures) {
    return futures.stream().map(future -> code(failure(future))).toList();
  }

  private static Throwable failure(Future<?> future) {
    return future.<Throwable>transform((result, cause) -> Future.succeededFuture(cause)).await();
  }

  private static ErrorCode code(Throwable cause) {
    return cause == null ? null : ((Failure) cause).code();
  }
}
