package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.story.FeedQuestion.Place;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.StoryFeed;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Carol's feed: she is a contact of Alice and of Bob.
@ExtendWith(VertxExtension.class)
class FeedRepositoryIT {

  private static Database database;

  private StoryTables tables;
  private FeedRepository feeds;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database).contact(ALICE, CAROL).contact(BOB, CAROL);
    feeds = new FeedRepository(database);
    forgetLookUps();
  }

  @Test
  void anEntryHasItsAuthorAndAllTheirStories() {
    tables.posted(1, ALICE, NOON);
    tables.posted(2, ALICE, NOON.plusSeconds(2));
    new ViewRepository(database).view(CAROL, new StoryId(2), NOON.plusSeconds(3)).await();

    FeedSlice feed = feeds.ofEverybody(carol(Place.BEGINNING, null)).await();

    assertThat(feed.entries())
        .extracting(FeedSlice.Ranked::entry)
        .containsExactly(
            new StoryFeed.Entry(
                new User(ALICE, "alice", "Alice"),
                List.of(item(1, NOON, false), item(2, NOON.plusSeconds(2), true)),
                1,
                NOON.plusSeconds(2),
                false));
  }

  @Test
  void onesOwnComeFirstThenUnseenOnesThenTheOthersTheLatestFirst() {
    tables.posted(1, CAROL, NOON);
    tables.posted(2, ALICE, NOON.plusSeconds(1));
    tables.posted(3, BOB, NOON.plusSeconds(2));

    assertThat(authors(carol(Place.BEGINNING, null))).containsExactly(CAROL, BOB, ALICE);

    new ViewRepository(database).view(CAROL, new StoryId(3), NOON.plusSeconds(3)).await();
    assertThat(authors(carol(Place.BEGINNING, null))).containsExactly(CAROL, ALICE, BOB);
  }

  @Test
  void aSliceGoesOnBehindItsPlace() {
    tables.posted(1, CAROL, NOON);
    tables.posted(2, ALICE, NOON);
    tables.posted(3, BOB, NOON);

    assertThat(authors(carol(new Place(0, NOON, CAROL), null))).containsExactly(BOB, ALICE);
    assertThat(authors(carol(new Place(1, NOON, BOB), null))).containsExactly(ALICE);
    assertThat(authors(carol(new Place(1, NOON, ALICE), null))).isEmpty();
  }

  @Test
  void whatACopySaysIsVerified() {
    tables.contact(CAROL, BOB);
    tables.posted(1, ALICE, NOON);
    tables.posted(2, BOB, NOON);
    tables.block(BOB, CAROL);
    forgetLookUps();

    assertThat(authorsAmong(List.of(ALICE, BOB, new UserId(99)))).containsExactly(ALICE);
    assertThat(authorsAmong(List.of(BOB))).isEmpty();
    assertThat(authors(carol(Place.BEGINNING, null))).containsExactly(ALICE);
  }

  @Test
  void whatACopyMayLackIsLookedUp() {
    tables.posted(1, ALICE, NOON);

    assertThat(authorsAmong(List.of())).containsExactly(ALICE);
    forgetLookUps();
    assertThat(authorsAmong(List.of())).isEmpty();
  }

  @Test
  void theStateIsThatOfAllOfTheFeed() {
    tables.posted(1, ALICE, NOON);
    tables.posted(2, BOB, NOON);
    String state = feeds.ofEverybody(carol(Place.BEGINNING, null)).await().state();

    FeedSlice same = feeds.among(List.of(ALICE, BOB), carol(Place.BEGINNING, state)).await();
    assertThat(same.state()).isEqualTo(state);
    assertThat(same.entries()).isEmpty();
    assertThat(feeds.ofEverybody(carol(new Place(1, NOON, BOB), null)).await().state())
        .isEqualTo(state);

    new ViewRepository(database).view(CAROL, new StoryId(1), NOON).await();
    FeedSlice other = feeds.ofEverybody(carol(Place.BEGINNING, state)).await();
    assertThat(other.state()).isNotEqualTo(state);
    assertThat(other.entries()).hasSize(2);
  }

  @Test
  void anEmptyFeedHasAStateToo() {
    FeedSlice empty = feeds.ofEverybody(carol(Place.BEGINNING, null)).await();

    assertThat(empty.entries()).isEmpty();
    assertThat(empty.state()).isNotEmpty();
    assertThat(empty.generation()).isPositive();
  }

  private List<UserId> authors(FeedQuestion question) {
    return authors(feeds.ofEverybody(question).await());
  }

  private List<UserId> authorsAmong(List<UserId> candidates) {
    return authors(feeds.among(candidates, carol(Place.BEGINNING, null)).await());
  }

  private static List<UserId> authors(FeedSlice slice) {
    return slice.entries().stream().map(ranked -> ranked.entry().author().id()).toList();
  }

  private static FeedQuestion carol(Place after, String state) {
    return new FeedQuestion(CAROL, NOON.plusSeconds(10), after, 10, state, false, null);
  }

  private static StoryFeed.Item item(long id, Instant at, boolean seen) {
    return new StoryFeed.Item(new StoryId(id), Kind.TEXT, at, at.plus(DAY), seen);
  }

  private void forgetLookUps() {
    database.run("delete from story_pull").await();
  }
}
