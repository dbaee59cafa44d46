package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.account.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PasswordsTest {

  private static final Password RIGHT = Password.of("correct horse");
  private static final Password WRONG = Password.of("wrong horse");

  private Vertx vertx;
  private Passwords passwords;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    this.passwords = passwords(new PasswordConfig(1024, 1, 1, 1, 0));
  }

  @Test
  void onlyTheSamePasswordMatches() {
    String hash = passwords.hash(RIGHT).await();

    assertThat(passwords.matches(RIGHT, Optional.of(hash)).await()).isTrue();
    assertThat(passwords.matches(WRONG, Optional.of(hash)).await()).isFalse();
  }

  @Test
  void theSamePasswordNeverHasTheSameHash() {
    assertThat(passwords.hash(RIGHT).await()).isNotEqualTo(passwords.hash(RIGHT).await());
  }

  @Test
  void nothingMatchesWithoutAHashAndItTakesTheSameWork() {
    long before = passwords.computed();

    assertThat(passwords.matches(RIGHT, Optional.empty()).await()).isFalse();

    assertThat(passwords.computed()).isEqualTo(before + 1);
  }

  /// A vector of Argon2's reference implementation.
  @Test
  void aHashOfAnotherCostAndAnotherImplementationCountsAndIsOutdated() {
    String reference =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    assertThat(passwords.matches(Password.of("password"), Optional.of(reference)).await()).isTrue();
    assertThat(passwords.matches(Password.of("passwors"), Optional.of(reference)).await())
        .isFalse();
    assertThat(passwords.isOutdated(reference)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash(RIGHT).await())).isFalse();
  }

  @Test
  void aHashNamesTheConfiguredCost() {
    String hash = passwords(new PasswordConfig(2048, 3, 2, 1, 0)).hash(RIGHT).await();

    assertThat(hash).startsWith("$argon2id$v=19$m=2048,t=3,p=2$");
  }

  @Test
  void whoIsOneTooManyIsToldToTryLater() {
    Future<String> first = passwords.hash(RIGHT);
    Future<String> second = passwords.hash(RIGHT);

    assertFails(ErrorCode.OVERLOADED, second);
    assertThat(first.await()).isNotBlank();
    assertThat(passwords.hash(RIGHT).await()).isNotBlank();
  }

  private Passwords passwords(PasswordConfig config) {
    return new Passwords(vertx, new SecureRandom(), config);
  }
}
