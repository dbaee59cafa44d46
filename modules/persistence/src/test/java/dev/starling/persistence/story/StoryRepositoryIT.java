package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.LIMITS;
import static dev.starling.persistence.story.StoryTables.MANY;
import static dev.starling.persistence.story.StoryTables.NOON;
import static dev.starling.persistence.story.StoryTables.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.story.Posted.Refusal;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StoryRepositoryIT {

  private static final StoryId FIRST = new StoryId(1);

  private static Database database;

  private StoryTables tables;
  private StoryRepository stories;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database).contact(ALICE, BOB);
    stories = new StoryRepository(database);
  }

  @Test
  void aStoryIsThereForItsAuthorAndTheirContacts() {
    Story posted = story(1, ALICE, NOON);
    tables.post(posted, null);

    assertThat(stories.find(ALICE, FIRST, NOON).await()).contains(posted);
    assertThat(stories.find(BOB, FIRST, NOON).await()).contains(posted.forViewer());
    assertThat(stories.find(CAROL, FIRST, NOON).await()).isEmpty();
  }

  @Test
  void aBlockInEitherDirectionHidesIt() {
    tables.contact(ALICE, CAROL).posted(1, ALICE, NOON);

    tables.block(ALICE, BOB).block(CAROL, ALICE);

    assertThat(stories.find(BOB, FIRST, NOON).await()).isEmpty();
    assertThat(stories.find(CAROL, FIRST, NOON).await()).isEmpty();
  }

  @Test
  void itIsThereUntilTheMomentItExpires() {
    tables.posted(1, ALICE, NOON);

    assertThat(isThere(BOB, NOON.plus(DAY).minusMillis(1))).isTrue();
    assertThat(isThere(BOB, NOON.plus(DAY))).isFalse();
    assertThat(isThere(ALICE, NOON.plus(DAY))).isFalse();
  }

  @Test
  void onlyItsAuthorDeletesItAndOnce() {
    tables.posted(1, ALICE, NOON);

    assertThat(stories.delete(BOB, FIRST, NOON).await()).isFalse();
    assertThat(isThere(BOB, NOON)).isTrue();
    assertThat(stories.delete(ALICE, FIRST, NOON).await()).isTrue();
    assertThat(isThere(ALICE, NOON)).isFalse();
    assertThat(stories.delete(ALICE, FIRST, NOON).await()).isFalse();
  }

  @Test
  void whatHasExpiredIsNotDeleted() {
    tables.posted(1, ALICE, NOON);

    assertThat(stories.delete(ALICE, FIRST, NOON.plus(DAY)).await()).isFalse();
  }

  @Test
  void theSameClientIdIsTheSameStory() {
    tables.post(story(1, ALICE, NOON), "mine");
    Instant later = NOON.plusSeconds(60);

    assertThat(tables.post(textOf(1, 2, later), "mine"))
        .isEqualTo(new Posted.StoredBefore(FIRST, NOON, NOON.plus(DAY)));
    assertThat(tables.post(story(3, ALICE, later), "mine"))
        .isEqualTo(new Posted.Refused(Refusal.CLIENT_ID_REUSED, NOON.plus(DAY)));
    assertThat(tables.post(story(4, BOB, later), "mine")).isInstanceOf(Posted.Stored.class);
  }

  @Test
  void aRetryOfWhatWasDeletedSinceDoesNotBringItBack() {
    tables.post(story(1, ALICE, NOON), "mine");
    stories.delete(ALICE, FIRST, NOON).await();

    assertThat(tables.post(textOf(1, 2, NOON), "mine"))
        .isEqualTo(new Posted.Refused(Refusal.DELETED_SINCE, NOON.plus(DAY)));
  }

  @Test
  void postsThatRunIntoEachOtherUnderOneClientIdAreOneStory() {
    List<Future<Posted>> posts =
        LongStream.rangeClosed(1, 20)
            .mapToObj(id -> stories.post(textOf(7, id, NOON.plusMillis(id)), "mine", LIMITS))
            .toList();
    Future.all(posts).await();

    assertThat(posts).filteredOn(post -> post.result() instanceof Posted.Stored).hasSize(1);
    assertThat(tables.count("story")).isEqualTo(1);
  }

  @Test
  void nobodyGetsPastTheLimitNotEvenAllAtOnce() {
    List<Future<Posted>> posts =
        LongStream.rangeClosed(1, 20)
            .mapToObj(id -> stories.post(story(id, ALICE, NOON.plusMillis(id)), null, active(3)))
            .toList();
    Future.all(posts).await();

    assertThat(posts).filteredOn(post -> post.result() instanceof Posted.Stored).hasSize(3);
  }

  @Test
  void theLimitCountsWhatIsThereAndSaysWhenThereIsRoom() {
    tables.posted(1, ALICE, NOON);
    tables.posted(2, ALICE, NOON.plusSeconds(1));
    Instant later = NOON.plusSeconds(2);

    assertThat(stories.post(story(3, ALICE, later), null, active(2)).await())
        .isEqualTo(new Posted.Refused(Refusal.TOO_MANY_ACTIVE, NOON.plus(DAY)));

    stories.delete(ALICE, FIRST, later).await();
    assertThat(stories.post(story(4, ALICE, later), null, active(2)).await())
        .isInstanceOf(Posted.Stored.class);
    assertThat(
            stories.post(story(5, ALICE, NOON.plusSeconds(1).plus(DAY)), null, active(2)).await())
        .isInstanceOf(Posted.Stored.class);
  }

  @Test
  void anIdThatAnotherNodeMadeInTheSameMillisecondIsRefused() {
    tables.posted(1, ALICE, NOON);

    assertThat(tables.post(story(1, BOB, NOON), null))
        .isEqualTo(new Posted.Refused(Refusal.ID_TAKEN, NOON.plus(DAY)));
  }

  @Test
  void authorsWithTooManyContactsStayLookedUp() {
    tables.contact(ALICE, CAROL);

    assertThat(ticketGiven(stories.post(story(1, ALICE, NOON), null, pushed(2)).await())).isTrue();
    assertThat(ticketGiven(stories.post(story(2, ALICE, NOON), null, pushed(1)).await())).isFalse();
    assertThat(ticketGiven(stories.post(story(3, BOB, NOON), null, pushed(0)).await())).isTrue();
  }

  private static PostLimits active(int max) {
    return new PostLimits(max, MANY, MANY);
  }

  private static PostLimits pushed(int max) {
    return new PostLimits(MANY, MANY, max);
  }

  private boolean isThere(UserId viewer, Instant now) {
    return stories.find(viewer, FIRST, now).await().isPresent();
  }

  private static boolean ticketGiven(Posted posted) {
    return ((Posted.Stored) posted).ticket().isPresent();
  }

  private static Story textOf(long original, long id, Instant at) {
    return Story.ofText(new StoryId(id), ALICE, "story " + original, at, at.plus(DAY));
  }
}
