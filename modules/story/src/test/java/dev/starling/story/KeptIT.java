package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.persistence.story.StoryDays;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StorySettings;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stays when stories are over: in the first days, and when their days are dropped.
class KeptIT {

  private static final PageRequest FIRST_PAGE = PageRequest.of(null, null);
  private static final Duration DAY = Duration.ofDays(1);

  private World world;
  private Stories node;
  private StoryService stories;
  private KeptService kept;

  @BeforeEach
  void open() {
    world = new World(Services.shared()).people(4);
    world.addContact(ALICE, BOB);
    node = world.node(StoryConfig.DEFAULTS);
    stories = node.service();
    kept = node.kept();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void withoutTheWishNothingIsKept() {
    post("gone for ever");
    assertThat(kept.settings(ALICE).await().archive()).isFalse();

    world.clock.advance(DAY);
    assertThat(archive()).isEmpty();
    afterDays();
    assertThat(archive()).isEmpty();
  }

  @Test
  void theArchiveHasWhatIsOverForItsAuthorAlone() {
    Story before = post("before the wish");
    assertThat(kept.change(ALICE, new StorySettings(true)).await().archive()).isTrue();
    Story after = post("after it");
    node.service().view(BOB, after.id()).await();
    assertThat(archive()).isEmpty();

    world.clock.advance(DAY);
    assertThat(archive()).containsExactly(after.id(), before.id());
    assertThat(kept.archive(BOB, FIRST_PAGE).await().items()).isEmpty();
    assertFails(stories.get(BOB, after.id()), ErrorCode.STORY_NOT_FOUND);

    afterDays();
    List<Story> items = kept.archive(ALICE, FIRST_PAGE).await().items();
    assertThat(items).extracting(Story::id).containsExactly(after.id(), before.id());
    assertThat(items.getFirst()).isEqualTo(after);
    assertThat(stories.views(ALICE, after.id(), FIRST_PAGE).await().count()).isEqualTo(1);
  }

  @Test
  void thePagesOfAnArchiveHaveEachStoryOnce() {
    kept.change(ALICE, new StorySettings(true)).await();
    Story one = post("one");
    afterDays();
    Story two = post("two");
    world.clock.advance(DAY);

    var first = kept.archive(ALICE, PageRequest.of(1, null)).await();
    var second = kept.archive(ALICE, PageRequest.of(1, first.next())).await();

    assertThat(first.items()).extracting(Story::id).containsExactly(two.id());
    assertThat(second.items()).extracting(Story::id).containsExactly(one.id());
    assertThat(second.next()).isNull();
  }

  @Test
  void whatIsArchivedCanBeDeletedSoonAndLater() {
    kept.change(ALICE, new StorySettings(true)).await();
    Story one = post("one");
    Story two = post("two");
    world.clock.advance(DAY);
    assertFails(stories.delete(BOB, one.id()), ErrorCode.STORY_NOT_FOUND);
    stories.delete(ALICE, one.id()).await();
    assertThat(archive()).containsExactly(two.id());

    afterDays();
    assertFails(stories.delete(BOB, two.id()), ErrorCode.STORY_NOT_FOUND);
    stories.delete(ALICE, two.id()).await();
    assertThat(archive()).isEmpty();
    assertFails(stories.delete(ALICE, two.id()), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void answersStayWithTheArchive() {
    kept.change(ALICE, new StorySettings(true)).await();
    Area poll =
        new Area.Poll(new Area.Place(0.5, 0.5, 0.5, 0.5, 0), "Where?", List.of("here", "there"));
    NewPart part = new NewPart(Kind.TEXT, "look", null, null, null, List.of(poll));
    StoryId story = post(new NewStory(null, List.of(part), null, null, null, null, null)).id();
    node.responses().answer(BOB, story, new StoryAnswer(0, 0, 1, null)).await();

    afterDays();

    assertThat(node.responses().answers(ALICE, story, 0, 0, FIRST_PAGE).await().choices())
        .containsExactly(0L, 1L);
  }

  @Test
  void aHighlightShowsWhatIsOverToWhomItWasFor() {
    Story one = post("one");
    Story everyone =
        post(new NewStory("two", null, null, null, new Audience.Everyone(), null, null));
    Highlight made =
        kept.make(ALICE, new NewHighlight("Harbour", List.of(one.id(), everyone.id()), null))
            .await();
    afterDays();

    assertThat(kept.find(BOB, made.id()).await().stories())
        .containsExactly(one.id(), everyone.id());
    Highlight forCarol = kept.list(CAROL, ALICE, FIRST_PAGE).await().items().getFirst();
    assertThat(forCarol.stories()).containsExactly(everyone.id());
    assertThat(forCarol.cover()).isEqualTo(everyone.id());
    assertThat(kept.stories(CAROL, made.id(), FIRST_PAGE).await().items())
        .containsExactly(everyone.forViewer());
    world.block(ALICE, CAROL);
    assertThat(kept.list(CAROL, ALICE, FIRST_PAGE).await().items()).isEmpty();
    assertFails(kept.stories(CAROL, made.id(), FIRST_PAGE), ErrorCode.HIGHLIGHT_NOT_FOUND);
    world.removeContact(ALICE, BOB);
    assertThat(kept.find(BOB, made.id()).await().stories()).containsExactly(everyone.id());
  }

  @Test
  void theFilesOfWhatIsKeptAreThereForWhomItIs() {
    kept.change(ALICE, new StorySettings(true)).await();
    MediaId file = world.files.picture(ALICE);
    NewPart part = new NewPart(Kind.PICTURE, null, null, file, null, null);
    Story story = post(new NewStory(null, List.of(part), null, null, null, null, null));
    assertThat(stories.fileUntil(BOB, story.id(), file).await()).isEqualTo(story.expiresAt());

    afterDays();
    assertThat(stories.fileUntil(ALICE, story.id(), file).await()).isEqualTo(Instant.MAX);
    assertFails(stories.fileUntil(BOB, story.id(), file), ErrorCode.STORY_NOT_FOUND);
    Highlight made = make("shown", story);
    assertThat(stories.fileUntil(BOB, story.id(), file).await()).isEqualTo(Instant.MAX);
    assertFails(stories.fileUntil(CAROL, story.id(), file), ErrorCode.STORY_NOT_FOUND);
    assertThat(world.files.isGivenBack(file)).isFalse();

    kept.delete(ALICE, made.id()).await();
    assertFails(stories.fileUntil(BOB, story.id(), file), ErrorCode.STORY_NOT_FOUND);
    stories.delete(ALICE, story.id()).await();
    assertFails(stories.fileUntil(ALICE, story.id(), file), ErrorCode.STORY_NOT_FOUND);
    assertThat(world.files.isGivenBack(file)).isTrue();
  }

  @Test
  void theirOrderAndTheirStoriesChange() {
    Story one = post("one");
    Story two = post("two");
    Highlight first = make("first", one);
    Highlight second = make("second", two);
    Highlight third = make("third", two);
    assertThat(names()).containsExactly("first", "second", "third");

    kept.change(ALICE, third.id(), new ChangeHighlight(null, null, null, 0)).await();
    assertThat(names()).containsExactly("third", "first", "second");
    kept.change(ALICE, third.id(), new ChangeHighlight("last", null, null, 9)).await();
    assertThat(names()).containsExactly("first", "second", "last");
    List<StoryId> both = List.of(two.id(), one.id());
    Highlight changed =
        kept.change(ALICE, first.id(), new ChangeHighlight(null, both, two.id(), null)).await();
    assertThat(changed).isEqualTo(new Highlight(first.id(), ALICE, "first", two.id(), both));
    kept.delete(ALICE, second.id()).await();
    assertThat(names()).containsExactly("first", "last");
    stories.delete(ALICE, two.id()).await();
    assertThat(kept.find(ALICE, first.id()).await().stories()).containsExactly(one.id());
    assertThat(kept.find(ALICE, third.id()).await().stories()).isEmpty();
    assertThat(kept.list(BOB, ALICE, FIRST_PAGE).await().items())
        .extracting(Highlight::name)
        .containsExactly("first");
  }

  @Test
  void onlyOnesOwnStoriesAndHighlightsAreTaken() {
    Story story = post("one");
    Highlight made = make("mine", story);

    assertFails(
        kept.make(BOB, new NewHighlight("his", List.of(story.id()), null)),
        ErrorCode.STORY_NOT_FOUND);
    assertFails(
        kept.make(ALICE, new NewHighlight("x", List.of(story.id()), new StoryId(1))),
        ErrorCode.STORY_NOT_FOUND);
    assertFails(
        kept.change(BOB, made.id(), new ChangeHighlight("his", null, null, null)),
        ErrorCode.HIGHLIGHT_NOT_FOUND);
    assertFails(kept.delete(BOB, made.id()), ErrorCode.HIGHLIGHT_NOT_FOUND);
    assertThat(names()).containsExactly("mine");
  }

  private Highlight make(String name, Story story) {
    return kept.make(ALICE, new NewHighlight(name, List.of(story.id()), null)).await();
  }

  private List<String> names() {
    return kept.list(ALICE, ALICE, FIRST_PAGE).await().items().stream()
        .map(Highlight::name)
        .toList();
  }

  /// The story's day is dropped, and it itself no more than moved.
  private void afterDays() {
    world.clock.advance(DAY.multipliedBy(5));
    world.upkeep();
    LocalDate over =
        LocalDate.ofInstant(
            world.clock.instant().minus(StoryConfig.DEFAULTS.keptFor()), ZoneOffset.UTC);
    assertThat(new StoryDays(world.database).drop(over).await()).as("days that are over").isZero();
  }

  private List<StoryId> archive() {
    return kept.archive(ALICE, FIRST_PAGE).await().items().stream().map(Story::id).toList();
  }

  @CanIgnoreReturnValue
  private Story post(String text) {
    return post(new NewStory(text, null));
  }

  /// Never two in the same moment: they are listed by it.
  private Story post(NewStory story) {
    world.clock.advance(Duration.ofMillis(1));
    return stories.post(ALICE, story).await().story();
  }

  private static void assertFails(Future<?> answer, ErrorCode code) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(answer::await)
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
