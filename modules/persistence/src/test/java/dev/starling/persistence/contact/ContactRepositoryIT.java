package dev.starling.persistence.contact;

import static dev.starling.persistence.account.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ContactRepositoryIT {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final UserId CAROL = new UserId(3);
  private static final UserId NOBODY = new UserId(99);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Database database;
  private static ContactRepository contacts;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    AccountRepository accounts = new AccountRepository(database);
    accounts.add(person(1, "alice", "Alice")).await();
    accounts.add(person(2, "bob", "Bob")).await();
    accounts.add(person(3, "carol", "Carol")).await();
    contacts = new ContactRepository(database);
  }

  @BeforeEach
  void forgetEverybody() {
    database.run("truncate contact, block").await();
  }

  @Test
  void aContactIsAddedOnceAndOnlyForItsOwner() {
    assertThat(contacts.addContact(ALICE, BOB, NOON).await()).isTrue();
    assertThat(contacts.addContact(ALICE, BOB, NOON).await()).isTrue();
    assertThat(contacts.addContact(ALICE, NOBODY, NOON).await()).isFalse();

    assertThat(contacts.contactsOf(ALICE, null, 10).await())
        .containsExactly(new User(BOB, "bob", "Bob"));
    assertThat(contacts.contactsOf(BOB, null, 10).await()).isEmpty();
  }

  @Test
  void contactsComeInPages() {
    contacts.addContact(ALICE, CAROL, NOON).await();
    contacts.addContact(ALICE, BOB, NOON).await();

    assertThat(ids(contacts.contactsOf(ALICE, null, 1).await())).containsExactly(BOB);
    assertThat(ids(contacts.contactsOf(ALICE, BOB, 1).await())).containsExactly(CAROL);
    assertThat(contacts.contactsOf(ALICE, CAROL, 1).await()).isEmpty();
  }

  @Test
  void removingAContactTwiceIsTheSameAsOnce() {
    contacts.addContact(ALICE, BOB, NOON).await();

    contacts.removeContact(ALICE, BOB).await();
    contacts.removeContact(ALICE, BOB).await();

    assertThat(contacts.contactsOf(ALICE, null, 10).await()).isEmpty();
  }

  @Test
  void aBlockIsListedForItsOwner() {
    assertThat(contacts.block(ALICE, BOB, NOON).await()).isTrue();
    assertThat(contacts.block(ALICE, BOB, NOON).await()).isTrue();
    assertThat(contacts.block(ALICE, NOBODY, NOON).await()).isFalse();

    assertThat(ids(contacts.blocksOf(ALICE, null, 10).await())).containsExactly(BOB);
    assertThat(contacts.blocksOf(BOB, null, 10).await()).isEmpty();
  }

  @Test
  void unblockingEndsIt() {
    contacts.block(ALICE, BOB, NOON).await();

    contacts.unblock(ALICE, BOB).await();
    contacts.unblock(ALICE, BOB).await();

    assertThat(contacts.blocksOf(ALICE, null, 10).await()).isEmpty();
  }

  private static List<UserId> ids(List<User> users) {
    return users.stream().map(User::id).toList();
  }
}
