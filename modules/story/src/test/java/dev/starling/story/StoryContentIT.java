package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Part;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.Style;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a story may hold, and what happens to its files. Bob is a contact of Alice's.
class StoryContentIT {

  private World world;
  private StoryService stories;

  @BeforeEach
  void open() {
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(3);
    world.addContact(ALICE, BOB);
    stories = world.node(StoryConfig.DEFAULTS).service();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void partsComeBackAsTheyWerePostedWithWhatIsKnownOfTheirFiles() {
    MediaId video = world.files.video(ALICE, Duration.ofSeconds(60));
    Area poll =
        new Area.Poll(
            new Area.Place(0.5, 0.5, 0.4, 0.2, 12), "Higher?", List.of("Yes", "Of course"));
    NewPart moving =
        new NewPart(Kind.VIDEO, null, null, video, "https://example.org", List.of(poll));
    NewPart words = new NewPart(Kind.TEXT, "Up!", new Style("dusk", "serif"), null, null, null);
    Story posted =
        post(new NewStory(null, List.of(moving, words), "look", List.of(BOB), null, 48, null));

    Story seen = stories.get(BOB, posted.id()).await();
    assertThat(seen).isEqualTo(posted.forViewer());
    assertThat(seen.kind()).isEqualTo(Kind.VIDEO);
    assertThat(seen.parts().getFirst().media().durationMs()).isEqualTo(60_000);
    assertThat(seen.parts()).extracting(Part::areas).containsExactly(List.of(poll), null);
    assertThat(seen.mentions()).containsExactly(BOB);
    world.clock.advance(Duration.ofHours(48).minusMillis(1));
    assertThat(stories.get(BOB, posted.id()).await()).isEqualTo(seen);
    world.clock.advance(Duration.ofMillis(1));
    assertFails(stories.get(BOB, posted.id()), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void aFileIsKeptAsLongAsTheStory() {
    MediaId file = world.files.picture(ALICE);
    NewPart picture = picture(file);
    Story first = post(of(picture, picture));
    Story second = post(of(picture));

    stories.delete(ALICE, first.id()).await();
    assertThat(world.files.isGivenBack(file)).isFalse();
    stories.delete(ALICE, second.id()).await();
    assertThat(world.files.isGivenBack(file)).isTrue();
  }

  @Test
  void filesHaveToBeThereOnesOwnAndOfTheirPartsKind() {
    MediaId bobs = world.files.picture(BOB);
    MediaId mine = world.files.picture(ALICE);
    NewPart asVideo = new NewPart(Kind.VIDEO, null, null, mine, null, null);
    assertFails(stories.post(ALICE, of(picture(bobs))), ErrorCode.MEDIA_NOT_FOUND);
    assertFails(stories.post(ALICE, of(asVideo)), ErrorCode.BAD_FIELD);

    world.database.run("update media set state = 2").await();
    assertFails(stories.post(ALICE, of(picture(mine))), ErrorCode.MEDIA_NOT_FOUND);
  }

  @Test
  void aVideoIsShortAndItsLengthKnown() {
    MediaId tooLong = world.files.video(ALICE, Duration.ofMillis(60_001));
    MediaId unknown = world.files.video(ALICE, null);

    for (MediaId file : List.of(tooLong, unknown)) {
      NewPart part = new NewPart(Kind.VIDEO, null, null, file, null, null);
      assertFails(stories.post(ALICE, of(part)), ErrorCode.VIDEO_TOO_LONG);
    }
  }

  @Test
  void thereIsALimitToEverything() {
    NewPart text = new NewPart(Kind.TEXT, "a", null, null, null, null);
    List<Area> areas =
        IntStream.range(0, 21)
            .mapToObj(i -> (Area) new Area.Reply(new Area.Place(0, 0, 0, 0, i), null))
            .toList();
    List<UserId> people = LongStream.range(1, 202).mapToObj(UserId::new).toList();

    assertFails(
        stories.post(
            ALICE, new NewStory(null, Collections.nCopies(11, text), null, null, null, null, null)),
        ErrorCode.BAD_FIELD);
    assertFails(
        stories.post(ALICE, of(new NewPart(Kind.TEXT, "a", null, null, null, areas))),
        ErrorCode.BAD_FIELD);
    assertFails(
        stories.post(ALICE, new NewStory("a", null, null, people.subList(0, 21), null, null, null)),
        ErrorCode.BAD_FIELD);
    Audience except = new Audience.Except(people, List.of());
    assertFails(
        stories.post(ALICE, new NewStory("a", null, null, null, except, null, null)),
        ErrorCode.BAD_FIELD);
  }

  @Test
  void aRetryIsHeldToAllThatWasPosted() {
    NewStory story = new NewStory("a", null, "one", null, null, null, "c1");
    Story posted = post(story);

    assertThat(stories.post(ALICE, story).await())
        .isEqualTo(new StoryService.Posted(posted, false));
    assertFails(
        stories.post(ALICE, new NewStory("a", null, "two", null, null, null, "c1")),
        ErrorCode.CLIENT_ID_REUSED);
    Audience everyone = new Audience.Everyone();
    assertFails(
        stories.post(ALICE, new NewStory("a", null, "one", null, everyone, null, "c1")),
        ErrorCode.CLIENT_ID_REUSED);
  }

  private Story post(NewStory story) {
    return stories.post(ALICE, story).await().story();
  }

  private static NewPart picture(MediaId file) {
    return new NewPart(Kind.PICTURE, null, null, file, null, null);
  }

  private static NewStory of(NewPart... parts) {
    return new NewStory(null, List.of(parts), null, null, null, null, null);
  }

  private static void assertFails(Future<?> answer, ErrorCode code) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(answer::await)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
