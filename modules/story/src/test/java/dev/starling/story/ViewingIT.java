package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewingIT {

  private static final PageRequest FIRST_PAGE = PageRequest.of(null, null);
  private static final int MANY = 60;

  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());

  private World world;
  private StoryService stories;

  private record Told(UserId user, Signal signal) {}

  /// Hears everything, and Carol is away.
  private final class Ears implements StoryAudience {

    @Override
    public void tell(List<UserId> users, Signal signal) {
      users.forEach(user -> told.add(new Told(user, signal)));
    }

    @Override
    public boolean reaches(UserId user) {
      return !user.equals(CAROL);
    }
  }

  @BeforeEach
  void open() {
    world = new World(Services.shared()).people(MANY);
    world.addContact(ALICE, BOB);
    world.addContact(ALICE, CAROL);
    stories = world.node(StoryConfig.DEFAULTS, new Ears()).service();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theAuthorHearsOfTheFirstLookAndTheViewersDevicesOfTheWatermark() {
    StoryId older = post(ALICE);
    StoryId newer = post(ALICE);
    stories.view(BOB, newer).await();
    stories.view(BOB, newer).await();
    stories.view(BOB, older).await();

    eventuallyTold(new Told(ALICE, new Signal.StoryViewed(newer, 1)));
    eventuallyTold(new Told(ALICE, new Signal.StoryViewed(older, 1)));
    assertThat(toldOf(Signal.StorySeen.class))
        .containsExactly(new Told(BOB, new Signal.StorySeen(ALICE, newer)));
    assertThat(toldOf(Signal.StoryViewed.class)).hasSize(2);
  }

  @Test
  void manyLooksAtATimeAreToldTogether() {
    IntStream.rangeClosed(4, MANY).forEach(i -> world.addContact(ALICE, new UserId(i)));
    StoryId story = post(ALICE);
    Future.all(
            IntStream.rangeClosed(4, MANY)
                .mapToObj(i -> stories.view(new UserId(i), story))
                .toList())
        .await();

    eventuallyTold(new Told(ALICE, new Signal.StoryViewed(story, MANY - 3)));
    assertThat(toldOf(Signal.StoryViewed.class)).hasSizeLessThan(MANY / 4);
  }

  @Test
  void anAuthorWhoIsAwayCostsNoCount() {
    world.addContact(CAROL, BOB);
    stories.view(BOB, post(CAROL)).await();

    assertThat(toldOf(Signal.StoryViewed.class)).isEmpty();
  }

  @Test
  void aReactionIsToldOnceItChanges() {
    StoryId story = post(ALICE);
    stories.react(BOB, story, "👍").await();
    stories.react(BOB, story, "👍").await();

    assertThat(toldOf(Signal.StoryReacted.class))
        .containsExactly(new Told(ALICE, new Signal.StoryReacted(story, BOB, "👍")));
    stories.react(BOB, story, null).await();
    eventuallyTold(new Told(ALICE, new Signal.StoryReacted(story, BOB, null)));
    assertThat(stories.reactions(ALICE, story, FIRST_PAGE).await().items()).isEmpty();
    assertThat(stories.views(ALICE, story, FIRST_PAGE).await().items()).hasSize(1);
  }

  @Test
  void whatCannotBeReactedToIsRefused() {
    StoryId story = post(ALICE);

    assertFails(stories.react(ALICE, story, "👍"), Failure.Conflict.class, ErrorCode.OWN_STORY);
    assertFails(
        stories.react(new UserId(9), story, "👍"),
        Failure.NotFound.class,
        ErrorCode.STORY_NOT_FOUND);
    world.clock.advance(Duration.ofHours(24));
    assertFails(stories.react(BOB, story, "👍"), Failure.NotFound.class, ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void theListOfViewersEndsTwoDaysAfterThePost() {
    StoryId story = post(ALICE);
    stories.view(BOB, story).await();

    world.clock.advance(Duration.ofHours(48).minusMillis(1));
    StoryViews views = stories.views(ALICE, story, FIRST_PAGE).await();
    assertThat(views.count()).isEqualTo(1);
    assertThat(views.items()).hasSize(1);
    world.clock.advance(Duration.ofMillis(1));
    assertFails(
        stories.views(ALICE, story, FIRST_PAGE), Failure.NotFound.class, ErrorCode.STORY_NOT_FOUND);
  }

  private StoryId post(UserId author) {
    return stories.post(author, new NewStory("look", null)).await().story().id();
  }

  private List<Told> toldOf(Class<? extends Signal> kind) {
    Predicate<Told> isOfKind = one -> kind.isInstance(one.signal());
    synchronized (told) {
      return told.stream().filter(isOfKind).toList();
    }
  }

  private void eventuallyTold(Told expected) {
    Eventually.isTrue(expected + " is told", () -> told.contains(expected));
  }

  private static void assertFails(Future<?> answer, Class<? extends Failure> kind, ErrorCode code) {
    assertThatExceptionOfType(kind)
        .isThrownBy(answer::await)
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
