package dev.starling.persistence.presence;

import static dev.starling.persistence.account.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.persistence.contact.ContactRepository;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.ShownTo;
import dev.starling.wire.account.WrittenBy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PresenceRepositoryIT {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final UserId NOBODY = new UserId(99);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Database database;
  private static PresenceRepository people;
  private static PrivacyRepository privacy;
  private static ContactRepository contacts;
  private static LastSeenWriter lastSeen;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    AccountRepository accounts = new AccountRepository(database);
    accounts.add(person(1, "alice", "Alice")).await();
    accounts.add(person(2, "bob", "Bob")).await();
    people = new PresenceRepository(database);
    privacy = new PrivacyRepository(database);
    contacts = new ContactRepository(database);
    lastSeen = new LastSeenWriter(vertx, database);
  }

  @BeforeEach
  void forgetEverything() {
    database.run("truncate contact, block, privacy_setting, last_seen").await();
  }

  @Test
  void everybodySeesEverybodyWhoDoesNotSayOtherwise() {
    assertThat(people.visible(ALICE, List.of(ALICE, BOB, NOBODY)).await())
        .containsOnlyKeys(ALICE, BOB)
        .containsValue(new LastSeen(BOB, null));
    assertThat(people.visible(ALICE, List.of()).await()).isEmpty();
  }

  @Test
  void whoShowsItToNobodySeesNobodyButThemselves() {
    show(BOB, ShownTo.NOBODY);

    assertSeeEachOther(false);
    assertThat(people.visible(BOB, List.of(BOB)).await()).containsOnlyKeys(BOB);
  }

  @Test
  void whoShowsItToContactsIsSeenByThoseInTheirList() {
    show(BOB, ShownTo.CONTACTS);
    assertSeeEachOther(false);

    contacts.addContact(ALICE, BOB, NOON).await(); // Alice's list is not Bob's.
    assertSeeEachOther(false);
    contacts.addContact(BOB, ALICE, NOON).await();
    assertSeeEachOther(true);
    show(ALICE, ShownTo.CONTACTS);
    assertSeeEachOther(true);
    contacts.removeContact(ALICE, BOB).await();
    assertSeeEachOther(false);
  }

  @Test
  void aBlockHidesEachFromTheOther() {
    contacts.block(ALICE, BOB, NOON).await();
    assertSeeEachOther(false);

    contacts.unblock(ALICE, BOB).await();
    assertSeeEachOther(true);
  }

  @Test
  void settingsAreAsTheyWereSetLast() {
    assertThat(privacy.find(ALICE).await()).isEmpty();
    assertThat(privacy.change(ALICE, new PrivacyChange(null, null, null, null)).await())
        .isEqualTo(Privacy.DEFAULTS);
    show(ALICE, ShownTo.NOBODY);
    assertThat(privacy.change(ALICE, new PrivacyChange(null, null, null, null)).await())
        .isEqualTo(new Privacy(ShownTo.NOBODY, true, WrittenBy.EVERYONE, true));
    assertThat(privacy.find(ALICE).await())
        .contains(new Privacy(ShownTo.NOBODY, true, WrittenBy.EVERYONE, true));
    assertThat(privacy.change(ALICE, new PrivacyChange(null, false, null, null)).await())
        .isEqualTo(new Privacy(ShownTo.NOBODY, false, WrittenBy.EVERYONE, true));
    assertThat(privacy.withoutReadReceipts(List.of(ALICE, BOB)).await()).containsExactly(ALICE);
  }

  @Test
  void whenSomebodyWasThereLastOnlyMovesForward() {
    List<Future<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      writes.add(lastSeen.write(new LastSeen(i % 2 == 0 ? ALICE : BOB, NOON.plusSeconds(i))));
    }
    writes.add(lastSeen.write(new LastSeen(BOB, NOON)));
    lastSeen.settled().await();

    assertThat(writes).allMatch(Future::succeeded);
    assertThat(people.visible(ALICE, List.of(ALICE, BOB)).await().values())
        .containsExactlyInAnyOrder(
            new LastSeen(ALICE, NOON.plusSeconds(998)), new LastSeen(BOB, NOON.plusSeconds(999)));
    lastSeen.write(new LastSeen(BOB, NOON)).await();
    assertThat(people.visible(ALICE, List.of(BOB)).await())
        .containsEntry(BOB, new LastSeen(BOB, NOON.plusSeconds(999)));
  }

  private static void show(UserId user, ShownTo whom) {
    assertThat(privacy.change(user, new PrivacyChange(whom, null, null, null)).await())
        .isEqualTo(new Privacy(whom, true, WrittenBy.EVERYONE, true));
  }

  private static void assertSeeEachOther(boolean expected) {
    assertThat(people.visible(ALICE, List.of(BOB)).await().containsKey(BOB)).isEqualTo(expected);
    assertThat(people.visible(BOB, List.of(ALICE)).await().containsKey(ALICE)).isEqualTo(expected);
  }
}
