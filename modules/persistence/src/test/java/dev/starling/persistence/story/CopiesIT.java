package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.story.CopyRepository.Change;
import dev.starling.persistence.story.CopyRepository.Ring;
import dev.starling.persistence.story.CopyRepository.Target;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What copies are made from, and what is looked up because a copy may lack it.
@ExtendWith(VertxExtension.class)
class CopiesIT {

  private static Database database;
  private static PullWriter pulls;

  private StoryTables tables;
  private CopyRepository copies;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    pulls = new PullWriter(vertx, database);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database);
    copies = new CopyRepository(database);
  }

  @Test
  void aRingHasEveryAuthorWithAStoryForTheViewerBlocksAside() {
    tables.contact(ALICE, CAROL).contact(BOB, CAROL).block(CAROL, BOB);
    tables.posted(1, ALICE, NOON);
    tables.posted(2, ALICE, NOON.plusSeconds(5));
    tables.posted(3, BOB, NOON);
    tables.posted(4, CAROL, NOON);

    assertThat(copies.ring(CAROL, NOON, 10).await().authors())
        .isEqualTo(Map.of(ALICE, NOON.plusSeconds(5).plus(DAY), BOB, NOON.plus(DAY)));
    assertThat(copies.ring(CAROL, NOON, 1).await().authors()).hasSize(1);
    assertThat(copies.ring(CAROL, NOON.plus(DAY), 10).await().authors()).containsOnlyKeys(ALICE);
  }

  @Test
  void anEmptyRingHasAGenerationToo() {
    Ring empty = copies.ring(CAROL, NOON, 10).await();

    assertThat(empty.authors()).isEmpty();
    assertThat(empty.generation()).isPositive();
  }

  @Test
  void targetsComeInPagesAndSayWhetherTheyAreAudience() {
    tables.contact(ALICE, BOB).contact(ALICE, CAROL).block(CAROL, ALICE);
    StoryId story = tables.posted(1, ALICE, NOON);

    assertThat(copies.targets(story, new UserId(0), 1, NOON).await())
        .containsExactly(new Target(BOB, true));
    assertThat(copies.targets(story, BOB, 1, NOON).await())
        .containsExactly(new Target(CAROL, false));
    assertThat(copies.targets(story, CAROL, 1, NOON).await()).isEmpty();
  }

  @Test
  void whoeverGainsAContactIsLookedUpUntilTheTicketIsGivenBack() {
    tables.posted(1, ALICE, NOON);
    tables.contact(ALICE, CAROL);

    Change change = copies.change(ALICE, CAROL, NOON).await();
    assertThat(change.tickets()).hasSize(1);
    assertThat(change.latestExpiry()).contains(NOON.plus(DAY));

    pulls.settle(change.tickets()).await();
    assertThat(copies.change(ALICE, CAROL, NOON).await())
        .isEqualTo(new Change(List.of(), Optional.of(NOON.plus(DAY))));
    assertThat(copies.change(ALICE, CAROL, NOON.plus(DAY)).await().latestExpiry()).isEmpty();
  }

  @Test
  void renewingTakesTicketsAwayAndMakesANewGeneration() {
    tables.contact(ALICE, CAROL).contact(BOB, CAROL);
    long before = generation();

    Future.all(
            Stream.of(ALICE, BOB)
                .map(owner -> pulls.renew(copies.change(owner, CAROL, NOON).await().tickets()))
                .toList())
        .await();

    // Those the other way round are still there: Carol may have something for everyone.
    assertThat(tables.count("story_pull")).isEqualTo(2);
    assertThat(generation()).isGreaterThan(before);
  }

  @Test
  void ticketsThatNobodyGaveBackAreRenewedWhenTheyAreLate() {
    tables.contact(ALICE, CAROL);
    long before = generation();

    assertThat(pulls.renewLate(Duration.ofHours(1)).await()).isFalse();
    assertThat(generation()).isEqualTo(before);
    assertThat(pulls.renewLate(Duration.ZERO).await()).isTrue();
    assertThat(generation()).isGreaterThan(before);
    assertThat(tables.count("story_pull")).isZero();
    assertThat(pulls.renewLate(Duration.ZERO).await()).isFalse();
  }

  @Test
  void authorsWhoStayLookedUpDoSoUntilTheirStoriesHaveExpired() {
    tables.contact(ALICE, CAROL);
    pulls.renewLate(Duration.ZERO).await();
    tables.postedByAnAuthorWithTooManyContacts(1, ALICE, NOON);

    pulls.renewLate(Duration.ZERO).await();
    pulls.forget(NOON.plus(DAY)).await();
    assertThat(tables.count("story_pull")).isEqualTo(1);

    pulls.forget(NOON.plus(DAY).plusMillis(1)).await();
    assertThat(tables.count("story_pull")).isZero();
  }

  private long generation() {
    return copies.ring(CAROL, NOON, 1).await().generation();
  }
}
