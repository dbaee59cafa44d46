package dev.starling.persistence.account;

import static dev.starling.persistence.account.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AccountRepositoryIT {

  private static AccountRepository accounts;

  @BeforeAll
  static void open(Vertx vertx) {
    accounts = new AccountRepository(FreshDatabase.open(vertx));
  }

  @Test
  void anAccountIsFoundByIdAndByUsernameWithoutRegardToCase() {
    User alice = new User(new UserId(1), "Alice", "Alice A.");
    accounts.add(person(1, "Alice", "Alice A.")).await();

    assertThat(accounts.find(alice.id()).await()).contains(alice);
    assertThat(accounts.credentials("aLICE").await())
        .contains(new Credentials(alice, "hash of Alice"));
    assertThat(accounts.credentials("ALICE_").await()).isEmpty();
    assertThat(accounts.find(new UserId(99)).await()).isEmpty();
  }

  @Test
  void aUsernameIsTakenWhateverItsCase() {
    accounts.add(person(2, "bob", "Bob")).await();

    assertThatThrownBy(() -> accounts.add(person(3, "BOB", "Another Bob")).await())
        .matches(AccountRepository::isUsernameTaken);
  }

  @Test
  void anIdThatIsTakenIsNotAUsernameThatIs() {
    accounts.add(person(4, "carol", "Carol")).await();

    assertThatThrownBy(() -> accounts.add(person(4, "dave", "Dave")).await())
        .matches(cause -> !AccountRepository.isUsernameTaken(cause));
  }

  @Test
  void renameAnswersTheNewProfile() {
    accounts.add(person(5, "erin", "Erin")).await();

    assertThat(accounts.rename(new UserId(5), "Ms E.").await())
        .contains(new User(new UserId(5), "erin", "Ms E."));
    assertThat(accounts.rename(new UserId(99), "Nobody").await()).isEmpty();
  }

  @Test
  void aHashIsReplacedOnlyIfItIsStillTheOldOne() {
    accounts.add(person(6, "frank", "Frank")).await();

    accounts.replaceHash(new UserId(6), "hash of frank", "new").await();
    accounts.replaceHash(new UserId(6), "hash of frank", "newer").await();

    assertThat(accounts.credentials("frank").await().orElseThrow().passwordHash()).isEqualTo("new");
  }
}
