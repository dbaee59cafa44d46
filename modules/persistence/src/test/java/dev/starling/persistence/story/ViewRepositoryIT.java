package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.story.ViewRepository.Place;
import dev.starling.persistence.story.ViewRepository.Views;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.StoryViews.View;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ViewRepositoryIT {

  private static final UserId STRANGER = new UserId(9);

  private static Database database;

  private StoryTables tables;
  private ViewRepository views;
  private StoryId story;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database).contact(ALICE, BOB).contact(ALICE, CAROL);
    views = new ViewRepository(database);
    story = tables.posted(1, ALICE, NOON);
  }

  @Test
  void aViewCountsOnceHoweverOftenAndFromWherever() {
    Future.all(
            IntStream.range(0, 20)
                .mapToObj(i -> views.view(BOB, story, NOON.plusMillis(i)))
                .toList())
        .await();

    assertThat(list(null, 10).orElseThrow().count()).isEqualTo(1);
    assertThat(list(null, 10).orElseThrow().items()).hasSize(1);
  }

  @Test
  void theFirstViewIsTheOneThatIsListed() {
    views.view(BOB, story, NOON.plusSeconds(1)).await();
    views.view(BOB, story, NOON.plusSeconds(2)).await();

    assertThat(list(null, 10).orElseThrow().items())
        .containsExactly(new View(new User(BOB, "bob", "Bob"), NOON.plusSeconds(1)));
  }

  @Test
  void onesOwnViewIsNone() {
    assertThat(views.view(ALICE, story, NOON).await()).isTrue();

    assertThat(list(null, 10)).contains(new Views(0, java.util.List.of()));
  }

  @Test
  void whoMayNotSeeItDoesNotViewIt() {
    assertThat(views.view(STRANGER, story, NOON).await()).isFalse();
    assertThat(views.view(BOB, story, NOON.plus(DAY)).await()).isFalse();

    assertThat(tables.count("story_view")).isZero();
  }

  @Test
  void theListIsForTheAuthorAndAsLongAsTheStory() {
    assertThat(views.list(BOB, story, NOON, null, 10).await()).isEmpty();
    assertThat(views.list(ALICE, story, NOON.plus(DAY), null, 10).await()).isEmpty();
    assertThat(views.list(ALICE, new StoryId(99), NOON, null, 10).await()).isEmpty();
  }

  @Test
  void theLatestComesFirstAndEveryPageKnowsHowManyThereAre() {
    views.view(BOB, story, NOON).await();
    views.view(CAROL, story, NOON).await();

    Views first = list(null, 1).orElseThrow();
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.items()).extracting(view -> view.user().id()).containsExactly(CAROL);
    Views second = list(new Place(NOON, CAROL), 1).orElseThrow();
    assertThat(second.count()).isEqualTo(2);
    assertThat(second.items()).extracting(view -> view.user().id()).containsExactly(BOB);
    assertThat(list(new Place(NOON, BOB), 1).orElseThrow().items()).isEmpty();
  }

  private Optional<Views> list(Place after, int limit) {
    return views.list(ALICE, story, NOON, after, limit).await();
  }
}
