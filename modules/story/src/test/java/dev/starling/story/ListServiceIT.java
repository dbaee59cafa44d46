package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.ListId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.AudienceList;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.ListName;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryRings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lists and muted authors, and what they do to stories. Bob and Carol are contacts of Alice's.
class ListServiceIT {

  private static final PageRequest FIRST_PAGE = PageRequest.of(null, null);
  private static final UserId STRANGER = new UserId(4);

  private final Set<UserId> told = new ConcurrentSkipListSet<>();

  private World world;
  private StoryService stories;
  private ListService lists;

  @BeforeEach
  void open() {
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(5);
    world.addContact(ALICE, BOB);
    world.addContact(ALICE, CAROL);
    Stories node = world.node(limits(), new Ears());
    stories = node.service();
    lists = node.lists();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private final class Ears implements StoryAudience {

    @Override
    public void tell(List<UserId> users, Signal signal) {
      if (signal instanceof Signal.StoryPosted) {
        told.addAll(users);
      }
    }

    @Override
    public boolean reaches(UserId user) {
      return true;
    }
  }

  @Test
  void everybodyHasCloseFriendsAndTheListsTheyMake() {
    ListService.Made hikers = make("Hikers");
    assertThat(hikers.isNew()).isTrue();
    assertThat(make("Hikers")).isEqualTo(new ListService.Made(hikers.list(), false));
    lists.add(ALICE, hikers.list().id(), BOB).await();
    lists.add(ALICE, hikers.list().id(), BOB).await();

    assertThat(lists.lists(ALICE).await().items())
        .containsExactly(
            new AudienceList(ListId.CLOSE_FRIENDS, null, 0),
            new AudienceList(hikers.list().id(), "Hikers", 1));
    assertThat(lists.lists(BOB).await().items()).hasSize(1);
    assertThat(lists.members(ALICE, hikers.list().id(), FIRST_PAGE).await().items())
        .extracting(User::id)
        .containsExactly(BOB);
    assertFails(lists.members(BOB, hikers.list().id(), FIRST_PAGE), ErrorCode.LIST_NOT_FOUND);
  }

  @Test
  void thereAreSoManyListsAndSoManyInOne() {
    ListId one = make("One").list().id();
    ListId two = make("Two").list().id();
    assertFails(lists.make(ALICE, new ListName("Three")), ErrorCode.TOO_MANY_LISTS);
    assertFails(lists.rename(ALICE, one, new ListName("Two")), ErrorCode.LIST_NAME_TAKEN);
    assertThat(lists.rename(ALICE, two, new ListName("Three")).await().name()).isEqualTo("Three");
    lists.add(ALICE, one, BOB).await();
    lists.add(ALICE, one, CAROL).await();
    assertFails(lists.add(ALICE, one, STRANGER), ErrorCode.TOO_MANY_LISTED);
    lists.remove(ALICE, one, CAROL).await();
    lists.add(ALICE, one, STRANGER).await();

    assertFails(lists.add(ALICE, two, ALICE), ErrorCode.BAD_FIELD);
    assertFails(lists.add(ALICE, two, new UserId(99)), ErrorCode.USER_NOT_FOUND);
    assertFails(lists.delete(ALICE, ListId.CLOSE_FRIENDS), ErrorCode.NOT_ALLOWED);
  }

  @Test
  void whoeverComesIntoAListSeesWhatWasPostedBefore() {
    Story story = post(new Audience.CloseFriends());
    assertThat(sees(STRANGER, story)).isFalse();
    lists.add(ALICE, ListId.CLOSE_FRIENDS, STRANGER).await();

    assertThat(sees(STRANGER, story)).isTrue();
    assertThat(feed(STRANGER, false)).containsExactly(ALICE);
  }

  @Test
  void deletingAListShowsNothingToAnybody() {
    ListId hikers = make("Hikers").list().id();
    lists.add(ALICE, hikers, BOB).await();
    Story without = post(new Audience.Except(List.of(), List.of(hikers)));
    Story with = post(new Audience.Lists(List.of(hikers)));
    assertThat(sees(BOB, with)).isTrue();

    lists.delete(ALICE, hikers).await();

    assertThat(sees(BOB, without)).isFalse();
    assertThat(sees(CAROL, without)).isTrue();
    assertThat(sees(BOB, with)).isFalse();
    assertFails(lists.delete(ALICE, hikers), ErrorCode.LIST_NOT_FOUND);
  }

  @Test
  void aMutedAuthorIsApartAndTellsNothing() {
    lists.mute(BOB, ALICE).await();
    Story story = post(Audience.CONTACTS);

    assertThat(feed(BOB, false)).isEmpty();
    assertThat(feed(BOB, true)).containsExactly(ALICE);
    assertThat(sees(BOB, story)).isTrue();
    assertThat(told).containsExactly(ALICE, CAROL);
    lists.unmute(BOB, ALICE).await();
    assertThat(feed(BOB, false)).containsExactly(ALICE);
  }

  @Test
  void anEditTakesEffectWithTheNextRequestAndTheAuthorCanLookWhoSees() {
    Story story = post(Audience.CONTACTS);
    stories.view(BOB, story.id()).await();
    assertThat(audit(story.id())).containsExactly(BOB, CAROL);

    EditStory narrowed = new EditStory("hm", null, new Audience.Except(List.of(BOB), List.of()));
    Story edited = stories.edit(ALICE, story.id(), narrowed).await();

    assertThat(edited.audience()).isEqualTo(narrowed.audience());
    assertThat(sees(BOB, story)).isFalse();
    assertThat(sees(CAROL, story)).isTrue();
    assertThat(audit(story.id())).containsExactly(CAROL);
    EditStory widened = new EditStory(null, null, new Audience.Everyone());
    stories.edit(ALICE, story.id(), widened).await();
    assertThat(sees(STRANGER, story)).isTrue();
    assertThat(audit(story.id())).containsExactly(BOB, CAROL);
    assertFails(stories.edit(BOB, story.id(), widened), ErrorCode.STORY_NOT_FOUND);
    assertFails(stories.audience(BOB, story.id(), FIRST_PAGE), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void ringsAreOfWhomOneAsksAboutAlsoOfStrangers() {
    Story story = post(new Audience.Everyone());
    lists.add(STRANGER, ListId.CLOSE_FRIENDS, ALICE).await();

    assertThat(feed(STRANGER, false)).isEmpty();
    assertThat(stories.rings(STRANGER, new AskRings(List.of(BOB, ALICE))).await().items())
        .containsExactly(new StoryRings.Ring(ALICE, 1, 1, story.at(), true));
    stories.view(STRANGER, story.id()).await();
    assertThat(stories.rings(STRANGER, new AskRings(List.of(ALICE))).await().items())
        .containsExactly(new StoryRings.Ring(ALICE, 1, 0, story.at(), true));
    assertFails(
        stories.rings(STRANGER, new AskRings(List.of(ALICE, BOB, CAROL))), ErrorCode.BAD_FIELD);
  }

  @Test
  void whatWasPostedInADayCountsAlsoWhenItIsDeleted() {
    for (int i = 0; i < 3; i++) {
      stories.delete(ALICE, post(Audience.CONTACTS).id()).await();
      world.clock.advance(Duration.ofHours(1));
    }

    assertThatExceptionOfType(Failure.TryLater.class)
        .isThrownBy(() -> post(Audience.CONTACTS))
        .satisfies(failure -> assertThat(failure.after()).isEqualTo(Duration.ofHours(21)));
    world.clock.advance(Duration.ofHours(21));
    assertThat(post(Audience.CONTACTS)).isNotNull();
  }

  private ListService.Made make(String name) {
    return lists.make(ALICE, new ListName(name)).await();
  }

  private Story post(Audience audience) {
    NewStory story = new NewStory("hi", null, null, null, audience, null, null);
    return stories.post(ALICE, story).await().story();
  }

  private boolean sees(UserId viewer, Story story) {
    return stories.get(viewer, story.id()).map(true).otherwise(false).await();
  }

  private List<UserId> feed(UserId viewer, boolean muted) {
    return stories.feed(viewer, FIRST_PAGE, null, muted).await().items().stream()
        .map(entry -> entry.author().id())
        .toList();
  }

  private List<UserId> audit(StoryId story) {
    return stories.audience(ALICE, story, FIRST_PAGE).await().items().stream()
        .map(User::id)
        .toList();
  }

  private static void assertFails(Future<?> answer, ErrorCode code) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(answer::await)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static StoryConfig limits() {
    StoryConfig defaults = StoryConfig.DEFAULTS;
    return new StoryConfig(
        defaults.lifetime(),
        defaults.activeMax(),
        defaults.pushedContactsMax(),
        defaults.ringAuthorsMax(),
        defaults.contactsPerPage(),
        defaults.daysAhead(),
        defaults.keptFor(),
        defaults.upkeepEvery(),
        defaults.settledWithin(),
        new StoryLimits(10, 20, 20, Duration.ofSeconds(60), 3, 200, 2, 2, 2));
  }
}
