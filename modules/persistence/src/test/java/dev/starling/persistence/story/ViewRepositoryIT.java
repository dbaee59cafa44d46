package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.persistence.story.ViewRepository.Place;
import dev.starling.persistence.story.ViewRepository.Seen;
import dev.starling.persistence.story.ViewRepository.Views;
import dev.starling.persistence.story.ViewRepository.Wanted;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.User;
import dev.starling.wire.story.StoryViews.ReactionCount;
import dev.starling.wire.story.StoryViews.View;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ViewRepositoryIT {

  private static final UserId STRANGER = new UserId(9);
  private static final Duration FOR = Duration.ofHours(48);

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
        .containsExactly(new View(new User(BOB, "bob", "Bob"), NOON.plusSeconds(1), null, null));
  }

  @Test
  void onesOwnViewIsNone() {
    assertThat(views.view(ALICE, story, NOON).await())
        .contains(new Seen(ALICE, false, false, false));

    assertThat(list(null, 10)).contains(new Views(0, 0, List.of(), List.of()));
  }

  @Test
  void whoMayNotSeeItDoesNotViewIt() {
    assertThat(views.view(STRANGER, story, NOON).await()).isEmpty();
    assertThat(views.view(BOB, story, NOON.plus(DAY)).await()).isEmpty();

    assertThat(tables.count("story_view")).isZero();
  }

  @Test
  void theListIsForTheAuthorAndForAWhileAfterThePost() {
    assertThat(listAt(BOB, story, NOON)).isEmpty();
    assertThat(listAt(ALICE, story, NOON.plus(DAY))).isPresent();
    assertThat(listAt(ALICE, story, NOON.plus(FOR).minusMillis(1))).isPresent();
    assertThat(listAt(ALICE, story, NOON.plus(FOR))).isEmpty();
    assertThat(listAt(ALICE, new StoryId(99), NOON)).isEmpty();
  }

  @Test
  void aReactionIsOneOfAViewerAndTheLatest() {
    views.view(BOB, story, NOON.plusSeconds(1)).await();
    assertThat(react(BOB, 2, "👍")).contains(new Seen(ALICE, false, false, true));
    assertThat(react(BOB, 3, "👍")).contains(new Seen(ALICE, false, false, false));
    assertThat(react(BOB, 4, "❤️")).contains(new Seen(ALICE, false, false, true));
    assertThat(react(CAROL, 5, "❤️")).contains(new Seen(ALICE, true, true, true));

    Views seen = list(null, 10).orElseThrow();
    assertThat(seen.count()).isEqualTo(2);
    assertThat(seen.reactions()).containsExactly(new ReactionCount("❤️", 2));
    assertThat(seen.items())
        .containsExactly(
            new View(new User(CAROL, "carol", "Carol"), at(5), "❤️", at(5)),
            new View(new User(BOB, "bob", "Bob"), at(1), "❤️", at(4)));
  }

  @Test
  void whatIsTakenBackIsStillSeen() {
    react(BOB, 1, "👍");
    assertThat(react(BOB, 2, null)).contains(new Seen(ALICE, false, false, true));
    assertThat(react(CAROL, 3, null)).contains(new Seen(ALICE, false, false, false));

    Views seen = list(null, 10).orElseThrow();
    assertThat(seen.reactions()).isEmpty();
    assertThat(seen.items()).extracting(view -> view.user().id()).containsExactly(BOB);
    assertThat(views.list(ALICE, story, NOON, NOON, new Wanted(null, 10, true)).await())
        .contains(new Views(1, 0, List.of(), List.of()));
  }

  @Test
  void onesOwnStoryTakesNoReaction() {
    assertThat(react(ALICE, 1, "👍")).contains(new Seen(ALICE, false, false, false));
    assertThat(tables.count("story_view")).isZero();
  }

  @Test
  void whoLooksPrivatelyIsCountedAndNotNamedThenAndLater() {
    lookPrivately(BOB, true);
    views.view(BOB, story, NOON).await();
    lookPrivately(BOB, false);
    views.view(CAROL, story, NOON).await();
    assertThat(list(null, 10).orElseThrow()).satisfies(seen -> assertSeen(seen, 2, 1, CAROL));

    lookPrivately(CAROL, true);
    assertThat(list(null, 10).orElseThrow()).satisfies(seen -> assertSeen(seen, 2, 2));
  }

  @Test
  void whoLooksPrivatelyGetsNoNamesEither() {
    views.view(BOB, story, NOON).await();
    lookPrivately(ALICE, true);
    views.view(CAROL, story, NOON).await();
    assertThat(list(null, 10).orElseThrow()).satisfies(seen -> assertSeen(seen, 2, 2));

    // To look up what was hidden by showing oneself for a moment would be a way around it.
    lookPrivately(ALICE, false);
    assertThat(list(null, 10).orElseThrow()).satisfies(seen -> assertSeen(seen, 2, 1, BOB));
  }

  @Test
  void whoReactsShowsThemselves() {
    lookPrivately(BOB, true);
    react(BOB, 1, "👍");

    assertThat(list(null, 10).orElseThrow()).satisfies(seen -> assertSeen(seen, 1, 0, BOB));
  }

  @Test
  void theWatermarkOnlyMovesForward() {
    StoryId newer = tables.posted(2, ALICE, NOON);

    assertThat(views.view(BOB, newer, NOON).await()).contains(new Seen(ALICE, true, true, false));
    assertThat(views.view(BOB, story, NOON).await()).contains(new Seen(ALICE, true, false, false));

    assertThat(views.forgetSeen(newer, 10).await()).isFalse();
    assertThat(tables.count("story_seen")).isEqualTo(1);
    assertThat(views.forgetSeen(new StoryId(3), 1).await()).isTrue();
    assertThat(tables.count("story_seen")).isZero();
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
    return views.list(ALICE, story, NOON, NOON, new Wanted(after, limit, false)).await();
  }

  private Optional<Views> listAt(UserId author, StoryId id, Instant now) {
    return views.list(author, id, now, now.minus(FOR), new Wanted(null, 10, false)).await();
  }

  @CanIgnoreReturnValue
  private Optional<Seen> react(UserId viewer, int second, String emoji) {
    return views.react(viewer, story, at(second), emoji).await();
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  private static void lookPrivately(UserId user, boolean privately) {
    new PrivacyRepository(database)
        .change(user, new PrivacyChange(null, null, null, !privately))
        .await();
  }

  private static void assertSeen(Views seen, long count, long hidden, UserId... named) {
    assertThat(seen.count()).isEqualTo(count);
    assertThat(seen.hidden()).isEqualTo(hidden);
    assertThat(seen.items()).extracting(view -> view.user().id()).containsExactly(named);
  }
}
