package dev.starling.persistence.account;

import static dev.starling.persistence.account.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.PeopleRepository.Found;
import dev.starling.persistence.account.PeopleRepository.Place;
import dev.starling.wire.UserId;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PeopleRepositoryIT {

  private static Database database;
  private static AccountRepository accounts;
  private static PeopleRepository people;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    accounts = new AccountRepository(database);
    people = new PeopleRepository(database);
  }

  @BeforeEach
  void haveNobody() {
    database.run("truncate account").await();
  }

  @Test
  void usernamesComeFirstThenDisplayNamesAndNobodyTwice() {
    add(1, "annika", "Zoë");
    add(2, "Anna", "Anna");
    add(3, "zoe", "Anna Z.");
    add(4, "bert", "ANNE");
    add(5, "hanna", "Hanna");

    assertThat(usernames("ann")).containsExactly("Anna", "annika", "zoe", "bert");
    assertThat(usernames("ANN")).isEqualTo(usernames("ann"));
    assertThat(usernames("zo")).containsExactly("zoe", "annika");
    assertThat(usernames("x")).isEmpty();
  }

  @Test
  void everyLetterHasACaseNotOnlyAsciiOnes() {
    add(1, "o1", "Ödön");

    assertThat(usernames("öd")).containsExactly("o1");
    assertThat(usernames("ÖDÖN")).containsExactly("o1");
  }

  @Test
  void whatIsAWildcardElsewhereIsALetterHere() {
    add(1, "a_b", "100%");
    add(2, "axb", "1000");

    assertThat(usernames("a_")).containsExactly("a_b");
    assertThat(usernames("100%")).containsExactly("a_b");
    assertThat(usernames("%")).isEmpty();
    assertThat(usernames("\\")).isEmpty();
  }

  @Test
  void aNewNameIsFoundAndTheOldOneIsNot() {
    add(1, "alice", "Alice");

    accounts.rename(new UserId(1), "Wonder").await();
    assertThat(usernames("won")).containsExactly("alice");

    accounts.rename(new UserId(1), "Ali").await();
    assertThat(usernames("won")).isEmpty();
    assertThat(usernames("ali")).containsExactly("alice");
  }

  @Test
  void pagesOfAnySizeAreTheWholeListInOrder() {
    for (int i = 0; i < 7; i++) {
      add(10 + i, "anna" + i, "Somebody");
      add(20 + i, "other" + i, i < 4 ? "Anna" : "Anna " + i); // Equal names as well.
    }
    List<String> all = usernames("anna");

    assertThat(all).hasSize(14);
    for (int size = 1; size <= 15; size++) {
      assertThat(inPagesOf(size, "anna")).isEqualTo(all);
    }
  }

  @Test
  void bothListsAreReadFromTheirIndexWhateverTheParameters() {
    String fill =
        """
        insert into account (id, username, username_key, display_name, display_key, password_hash, created_at)
        select i, md5(i::text), md5(i::text), md5(i::text || 'd'), md5(i::text || 'd'), '', now()
          from generate_series(1, 20000) i
        """;
    database.run(fill).await();
    database.run("analyze account").await();

    String plan =
        database
            .inTransaction(
                connection ->
                    connection
                        .query("explain (generic_plan) " + PeopleRepository.BEGINNING_WITH)
                        .execute())
            .await()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));

    assertThat(plan)
        .contains("account_by_username", "account_by_display_name")
        .doesNotContain("Seq Scan");
  }

  private void add(long id, String username, String displayName) {
    accounts.add(person(id, username, displayName)).await();
  }

  private List<String> usernames(String beginning) {
    return usernames(people.beginningWith(beginning, Place.START, 100).await());
  }

  private List<String> inPagesOf(int size, String beginning) {
    List<String> usernames = new ArrayList<>();
    Place place = Place.START;
    List<Found> page;
    do {
      page = people.beginningWith(beginning, place, size).await();
      usernames.addAll(usernames(page));
      place = page.isEmpty() ? place : page.getLast().place();
    } while (!page.isEmpty());
    return usernames;
  }

  private static List<String> usernames(List<Found> found) {
    return found.stream().map(it -> it.user().username()).toList();
  }
}
