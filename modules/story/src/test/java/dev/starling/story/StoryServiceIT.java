package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alice posts; Bob and Carol are her contacts.
class StoryServiceIT {

  private static final Duration DAY = Duration.ofHours(24);
  private static final PageRequest FIRST_PAGE = PageRequest.of(null, null);

  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());

  private World world;
  private Stories node;
  private StoryService stories;

  private record Told(List<UserId> users, Signal signal) {}

  @BeforeEach
  void open() {
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(5);
    world.addContact(ALICE, BOB);
    world.addContact(ALICE, CAROL);
    stories = node(StoryConfig.DEFAULTS);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aStoryLastsADayToTheMillisecond() {
    Story story = post("hi");

    assertThat(story)
        .isEqualTo(
            Story.ofText(
                story.id(), ALICE, "hi", world.clock.instant(), world.clock.instant().plus(DAY)));
    assertThat(stories.get(BOB, story.id()).await()).isEqualTo(story.forViewer());
    world.clock.advance(DAY.minusMillis(1));
    assertThat(feed(BOB).items()).hasSize(1);
    world.clock.advance(Duration.ofMillis(1));
    assertGone(BOB, story.id());
    assertGone(ALICE, story.id());
    assertThat(feed(BOB).items()).isEmpty();
    assertThat(feed(ALICE).items()).isEmpty();
  }

  @Test
  void whatIsUnknownExpiredDeletedOrNotForYouLooksTheSame() {
    UserId stranger = new UserId(4);
    Story deleted = post("deleted");
    Story secret = post("secret");
    stories.delete(ALICE, deleted.id()).await();

    assertGone(BOB, deleted.id());
    assertGone(BOB, new StoryId(99));
    assertGone(stranger, secret.id());
    assertNotFound(stories.delete(BOB, secret.id()));
    assertNotFound(stories.delete(ALICE, deleted.id()));
    assertNotFound(stories.view(stranger, secret.id()));
    assertNotFound(stories.views(BOB, secret.id(), FIRST_PAGE));
  }

  @Test
  void aRetryIsTheSameStory() {
    StoryService.Posted first = stories.post(ALICE, new NewStory("hi", "c1")).await();
    world.clock.advance(Duration.ofSeconds(5));

    assertThat(stories.post(ALICE, new NewStory("hi", "c1")).await())
        .isEqualTo(new StoryService.Posted(first.story(), false));
    assertFails(
        stories.post(ALICE, new NewStory("ho", "c1")),
        Failure.Conflict.class,
        ErrorCode.CLIENT_ID_REUSED);
    assertThat(feed(BOB).items().getFirst().stories()).hasSize(1);
  }

  @Test
  void theLimitSaysWhenThereIsRoom() {
    StoryService strict = node(config(2, 100));
    strict.post(ALICE, new NewStory("one", null)).await();
    world.clock.advance(Duration.ofHours(1));
    strict.post(ALICE, new NewStory("two", null)).await();

    assertThatExceptionOfType(Failure.TryLater.class)
        .isThrownBy(() -> strict.post(ALICE, new NewStory("three", null)).await())
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(failure.after()).isEqualTo(Duration.ofHours(23));
            });
    world.clock.advance(Duration.ofHours(23));
    assertThat(strict.post(ALICE, new NewStory("three", null)).await().isNew()).isTrue();
  }

  @Test
  void aRemovedContactAndABlockCountFromTheNextRequestOn() {
    Story story = post("hi");
    assertSees(BOB, story, true);
    assertSees(CAROL, story, true);

    world.removeContact(ALICE, BOB);
    world.block(CAROL, ALICE);

    assertSees(BOB, story, false);
    assertSees(CAROL, story, false);
    world.unblock(CAROL, ALICE);
    assertSees(CAROL, story, true);
  }

  @Test
  void aNewContactSeesWhatWasPostedBefore() {
    UserId dave = new UserId(4);
    Story story = post("hi");
    assertThat(feed(dave).items()).isEmpty();
    untilReadFromRing(dave);

    world.addContact(ALICE, dave);
    assertSees(dave, story, true);

    stories.contactAdded(ALICE, dave).await();
    assertSees(dave, story, true);
  }

  @Test
  void aViewCountsOncePerPersonAndTheListAgrees() {
    Story story = post("hi");
    Future.all(
            IntStream.range(0, 30)
                .mapToObj(i -> stories.view(List.of(ALICE, BOB, CAROL).get(i % 3), story.id()))
                .toList())
        .await();

    StoryViews first = stories.views(ALICE, story.id(), PageRequest.of(1, null)).await();
    StoryViews last = stories.views(ALICE, story.id(), PageRequest.of(1, first.next())).await();

    assertThat(first.count()).isEqualTo(2);
    assertThat(first.items()).extracting(view -> view.user().id()).containsExactly(CAROL);
    assertThat(last.items()).extracting(view -> view.user().id()).containsExactly(BOB);
    assertThat(last.next()).isNull();
    assertThat(feed(ALICE).items().getFirst().unseen()).isZero();
  }

  @Test
  void storiesMayBeSeenInAnyOrder() {
    Story older = post("older");
    world.clock.advance(Duration.ofMinutes(1));
    Story newer = post("newer");

    stories.view(BOB, newer.id()).await();

    StoryFeed.Entry entry = feed(BOB).items().getFirst();
    assertThat(entry.unseen()).isEqualTo(1);
    assertThat(entry.stories())
        .extracting(StoryFeed.Item::id, StoryFeed.Item::seen)
        .containsExactly(tuple(older.id(), false), tuple(newer.id(), true));
  }

  @Test
  void aStateThatStillHoldsIsAnsweredWithoutItems() {
    Story story = post("hi");
    StoryFeed before = feed(BOB);

    StoryFeed same = stories.feed(BOB, FIRST_PAGE, before.state(), false).await();
    assertThat(same).isEqualTo(new StoryFeed(List.of(), before.state(), null, true));

    stories.view(BOB, story.id()).await();
    StoryFeed after = stories.feed(BOB, FIRST_PAGE, before.state(), false).await();
    assertThat(after.notModified()).isFalse();
    assertThat(after.items()).hasSize(1);
    assertThat(stories.feed(CAROL, FIRST_PAGE, after.state(), false).await().notModified())
        .isFalse();
  }

  @Test
  void pagesNeitherRepeatNorSkip() {
    LongStream.rangeClosed(2, 5)
        .mapToObj(UserId::new)
        .forEach(
            author -> {
              world.addContact(author, ALICE);
              stories.post(author, new NewStory("hi", null)).await();
              world.clock.advance(Duration.ofSeconds(1));
            });

    StoryFeed first = stories.feed(ALICE, PageRequest.of(2, null), null, false).await();
    stories.view(ALICE, first.items().getFirst().stories().getFirst().id()).await();
    StoryFeed second =
        stories.feed(ALICE, PageRequest.of(2, first.next()), first.state(), false).await();

    assertThat(authors(first)).containsExactly(new UserId(5), new UserId(4));
    assertThat(authors(second)).containsExactly(CAROL, BOB);
    assertFails(
        stories.feed(ALICE, PageRequest.of(2, "nonsense"), null, false),
        Failure.Invalid.class,
        ErrorCode.BAD_CURSOR);
  }

  @Test
  void whoIsOnlineIsToldInPagesUnlessThereIsABlock() {
    world.addContact(ALICE, new UserId(4));
    world.addContact(ALICE, new UserId(5));
    world.block(CAROL, ALICE);
    stories = node(config(100, 2));
    Story story = post("hi");

    assertThat(told)
        .extracting(Told::users)
        .containsExactly(List.of(ALICE), List.of(BOB), List.of(new UserId(4), new UserId(5)));
    assertThat(told)
        .extracting(Told::signal)
        .containsOnly(new Signal.StoryPosted(story.id(), ALICE, story.at(), story.expiresAt()));
  }

  @Test
  void anAuthorWhoIsLookedUpTellsThemAfterwards() {
    stories = node(config(StoryConfig.DEFAULTS.activeMax(), 1, 500));
    untilReadFromRing(BOB);
    Story story = post("hi");

    assertSees(BOB, story, true);
    Eventually.isTrue("all are told", () -> told.size() == 2);
    assertThat(told).extracting(Told::users).containsExactly(List.of(ALICE), List.of(BOB, CAROL));
  }

  private StoryService node(StoryConfig config) {
    node = world.node(config, (users, signal) -> told.add(new Told(users, signal)));
    return node.service();
  }

  private Story post(String text) {
    return stories.post(ALICE, new NewStory(text, null)).await().story();
  }

  private StoryFeed feed(UserId viewer) {
    return stories.feed(viewer, FIRST_PAGE, null, false).await();
  }

  private static List<UserId> authors(StoryFeed feed) {
    return feed.items().stream().map(entry -> entry.author().id()).toList();
  }

  private void untilReadFromRing(UserId viewer) {
    Eventually.isTrue(
        "the ring is made",
        () -> {
          long before = node.feedCounts().fromRing();
          return authors(feed(viewer)) != null && node.feedCounts().fromRing() > before;
        });
  }

  private void assertSees(UserId viewer, Story story, boolean expected) {
    assertThat(authors(feed(viewer)).contains(story.author())).isEqualTo(expected);
    if (expected) {
      assertThat(stories.get(viewer, story.id()).await()).isEqualTo(story.forViewer());
    } else {
      assertGone(viewer, story.id());
    }
  }

  private void assertGone(UserId viewer, StoryId story) {
    assertNotFound(stories.get(viewer, story));
  }

  private static void assertNotFound(Future<?> answer) {
    assertFails(answer, Failure.NotFound.class, ErrorCode.STORY_NOT_FOUND);
  }

  private static void assertFails(Future<?> answer, Class<? extends Failure> kind, ErrorCode code) {
    assertThatExceptionOfType(kind)
        .isThrownBy(answer::await)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static StoryConfig config(int activeMax, int contactsPerPage) {
    return config(activeMax, StoryConfig.DEFAULTS.pushedContactsMax(), contactsPerPage);
  }

  private static StoryConfig config(int activeMax, int pushedContactsMax, int contactsPerPage) {
    StoryConfig defaults = StoryConfig.DEFAULTS;
    return new StoryConfig(
        defaults.lifetime(),
        activeMax,
        pushedContactsMax,
        defaults.ringAuthorsMax(),
        contactsPerPage,
        defaults.daysAhead(),
        defaults.keptFor(),
        defaults.upkeepEvery(),
        defaults.settledWithin(),
        defaults.limits());
  }
}
