package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replies, answers, mentions and reshares.
class ResponsesIT {

  private static final PageRequest FIRST_PAGE = PageRequest.of(null, null);
  private static final Area.Place MIDDLE = new Area.Place(0.5, 0.5, 0.2, 0.1, 0);
  private static final UserId STRANGER = new UserId(4);

  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());

  private World world;
  private StoryService stories;
  private ResponseService responses;

  private record Told(UserId user, Signal signal) {}

  @BeforeEach
  void open() {
    world = new World(Services.shared()).people(4);
    world.addContact(ALICE, BOB);
    world.addContact(ALICE, CAROL);
    Stories node =
        world.node(
            StoryConfig.DEFAULTS,
            (users, signal) -> users.forEach(user -> told.add(new Told(user, signal))));
    stories = node.service();
    responses = node.responses();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aReplyIsAMessageToTheAuthorAboutTheStory() {
    Story story = post(ALICE, new NewStory("x".repeat(99) + "🦜" + "and more", null));
    StoryReply reply = new StoryReply("r1", "lovely", null);

    responses.reply(BOB, story.id(), reply).await();

    StoryQuote quote = new StoryQuote(story.id(), ALICE, "x".repeat(99) + "🦜", null);
    assertThat(world.said).containsExactly(new World.Said(BOB, ALICE, reply, quote));
    assertFails(responses.reply(ALICE, story.id(), reply), ErrorCode.OWN_STORY);
    assertFails(responses.reply(STRANGER, story.id(), reply), ErrorCode.STORY_NOT_FOUND);
    world.clock.advance(Duration.ofHours(24));
    assertFails(responses.reply(BOB, story.id(), reply), ErrorCode.STORY_NOT_FOUND);
    assertThat(world.said).hasSize(1);
  }

  @Test
  void aVoteCountsOnceAndMayChange() {
    StoryId story = postAsking();
    assertThat(vote(BOB, story, 0)).containsExactly(1L, 0L);
    assertThat(vote(CAROL, story, 1)).containsExactly(1L, 1L);
    assertThat(vote(BOB, story, 1)).containsExactly(0L, 2L);

    StoryAnswers answers = responses.answers(ALICE, story, 0, 0, FIRST_PAGE).await();
    assertThat(answers.count()).isEqualTo(2);
    assertThat(answers.choices()).containsExactly(0L, 2L);
    assertThat(answers.items())
        .extracting(answer -> answer.user().id(), StoryAnswers.Answer::choice)
        .containsExactlyInAnyOrder(tuple(BOB, 1), tuple(CAROL, 1));
    assertThat(stories.views(ALICE, story, FIRST_PAGE).await().count()).isEqualTo(2);
    Eventually.isTrue(
        "the author is told",
        () -> told.contains(new Told(ALICE, new Signal.StoryAnswered(story, BOB))));
  }

  @Test
  void whatIsSaidToAQuestionIsForTheAuthorAlone() {
    StoryId story = postAsking();
    assertThat(say(BOB, story, "at the harbour").choices()).isNull();
    world.clock.advance(Duration.ofSeconds(1));
    say(CAROL, story, "at home");

    PageRequest one = PageRequest.of(1, null);
    StoryAnswers first = responses.answers(ALICE, story, 0, 1, one).await();
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.choices()).isNull();
    assertThat(first.items()).extracting(StoryAnswers.Answer::text).containsExactly("at home");
    StoryAnswers second =
        responses.answers(ALICE, story, 0, 1, PageRequest.of(1, first.next())).await();
    assertThat(second.items())
        .extracting(StoryAnswers.Answer::text)
        .containsExactly("at the harbour");
    assertThat(second.next()).isNull();
    assertFails(responses.answers(BOB, story, 0, 1, FIRST_PAGE), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void whatIsNotAskedCannotBeAnswered() {
    StoryId story = postAsking();

    assertFails(answer(BOB, story, 0, 2, 0, null), ErrorCode.AREA_NOT_FOUND);
    assertFails(answer(BOB, story, 0, 9, 0, null), ErrorCode.AREA_NOT_FOUND);
    assertFails(answer(BOB, story, 9, 0, 0, null), ErrorCode.AREA_NOT_FOUND);
    assertFails(answer(BOB, story, 0, 0, 2, null), ErrorCode.BAD_FIELD);
    assertFails(answer(BOB, story, 0, 0, null, "x"), ErrorCode.BAD_FIELD);
    assertFails(answer(BOB, story, 0, 1, 0, null), ErrorCode.BAD_FIELD);
    assertFails(answer(ALICE, story, 0, 0, 0, null), ErrorCode.OWN_STORY);
    assertFails(answer(STRANGER, story, 0, 0, 0, null), ErrorCode.STORY_NOT_FOUND);
    assertFails(responses.answers(ALICE, story, 0, 2, FIRST_PAGE), ErrorCode.AREA_NOT_FOUND);
    assertFails(responses.answers(ALICE, story, 9, 9, FIRST_PAGE), ErrorCode.AREA_NOT_FOUND);
    assertThat(stories.views(ALICE, story, FIRST_PAGE).await().count()).isZero();
  }

  @Test
  void aMentionIsToldToWhomTheStoryIsForAndShowsItToNobodyElse() {
    Story story = post(ALICE, mentioning(BOB, STRANGER));

    Eventually.isTrue(
        "Bob is told",
        () -> told.contains(new Told(BOB, new Signal.StoryMentioned(story.id(), ALICE))));
    assertThat(told).noneMatch(one -> one.user().equals(STRANGER));
    assertFails(stories.get(STRANGER, story.id()), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void whoIsMentionedMayShowTheStoryAgain() {
    world.addContact(BOB, STRANGER);
    Story original = post(ALICE, mentioning(BOB));
    world.clock.advance(Duration.ofHours(20));

    Reshare wish = new Reshare("that is me", Audience.CONTACTS, "s1");
    Story again = responses.reshare(BOB, original.id(), wish).await().story();

    assertThat(responses.reshare(BOB, original.id(), wish).await().isNew()).isFalse();
    assertThat(again.parts()).isEqualTo(original.parts());
    assertThat(again.expiresAt()).isEqualTo(original.expiresAt());
    Story seen = stories.get(STRANGER, again.id()).await();
    assertThat(seen.resharedFrom()).isEqualTo(new Story.Original(original.id(), ALICE));
    assertThat(seen.caption()).isEqualTo("that is me");
    assertFails(stories.get(STRANGER, original.id()), ErrorCode.STORY_NOT_FOUND);
    assertFails(responses.reshare(CAROL, original.id(), wish), ErrorCode.NOT_MENTIONED);
    assertFails(responses.reshare(ALICE, original.id(), wish), ErrorCode.OWN_STORY);

    stories.delete(ALICE, original.id()).await();
    assertFails(stories.get(STRANGER, again.id()), ErrorCode.STORY_NOT_FOUND);
    assertFails(stories.get(BOB, again.id()), ErrorCode.STORY_NOT_FOUND);
  }

  @Test
  void whoHadAStoryIsToldThatItIsGoneAndNobodyElse() {
    world.block(CAROL, ALICE);
    StoryId story = post(ALICE, new NewStory("a mistake", null)).id();

    stories.delete(ALICE, story).await();

    Signal gone = new Signal.StoryGone(story, ALICE);
    Eventually.isTrue("Bob is told", () -> told.contains(new Told(BOB, gone)));
    assertThat(told).contains(new Told(ALICE, gone)).doesNotContain(new Told(CAROL, gone));
  }

  @Test
  void whoLosesAStoryByAnEditIsToldThatItIsGone() {
    world.block(CAROL, ALICE);
    StoryId story = post(ALICE, new NewStory("for contacts", null)).id();

    edit(story, null, new Audience.Except(List.of(BOB, CAROL), List.of()));

    Signal gone = new Signal.StoryGone(story, ALICE);
    Eventually.isTrue("Bob is told", () -> told.contains(new Told(BOB, gone)));
    told.clear();
    edit(story, null, Audience.CONTACTS);
    edit(story, null, new Audience.Everyone());
    edit(story, null, new Audience.Except(List.of(BOB), List.of()));
    Eventually.isTrue("Bob is told", () -> told.contains(new Told(BOB, gone)));
    assertThat(told).filteredOn(one -> one.signal().equals(gone)).hasSize(1);
  }

  @Test
  void whoIsMentionedByAnEditIsToldOnce() {
    StoryId story = post(ALICE, mentioning(BOB)).id();
    Told bob = new Told(BOB, new Signal.StoryMentioned(story, ALICE));
    Eventually.isTrue("Bob is told", () -> told.contains(bob));

    edit(story, List.of(BOB, CAROL), null);

    Told carol = new Told(CAROL, new Signal.StoryMentioned(story, ALICE));
    Eventually.isTrue("Carol is told", () -> told.contains(carol));
    assertThat(told).filteredOn(bob::equals).hasSize(1);
  }

  @Test
  void whoHadAStoryThatShowedADeletedOneIsToldThatItIsGone() {
    world.addContact(BOB, STRANGER);
    StoryId original = post(ALICE, mentioning(BOB)).id();
    Reshare wish = new Reshare(null, Audience.CONTACTS, null);
    StoryId again = responses.reshare(BOB, original, wish).await().story().id();

    stories.delete(ALICE, original).await();

    Signal gone = new Signal.StoryGone(again, BOB);
    Eventually.isTrue("the contact is told", () -> told.contains(new Told(STRANGER, gone)));
    assertThat(told).contains(new Told(BOB, gone));
  }

  @Test
  void nobodySeesAgainWhatABlockKeepsFromThem() {
    world.addContact(BOB, STRANGER);
    StoryId original = post(ALICE, mentioning(BOB)).id();
    Reshare wish = new Reshare(null, Audience.CONTACTS, null);
    StoryId again = responses.reshare(BOB, original, wish).await().story().id();
    assertThat(stories.get(STRANGER, again).await().resharedFrom().author()).isEqualTo(ALICE);

    world.block(STRANGER, ALICE);
    assertFails(stories.get(STRANGER, again), ErrorCode.STORY_NOT_FOUND);
    world.unblock(STRANGER, ALICE);
    world.block(ALICE, BOB);
    assertFails(stories.get(STRANGER, again), ErrorCode.STORY_NOT_FOUND);
    assertThat(stories.get(BOB, again).await().id()).isEqualTo(again);
    world.unblock(ALICE, BOB);
    assertThat(stories.get(STRANGER, again).await().id()).isEqualTo(again);
  }

  /// Whoever reshared had read it just before: the story came after its original had gone.
  @Test
  void aReshareOfWhatIsDeletedMeanwhileIsNotThere() {
    Story original = post(ALICE, mentioning(BOB));
    stories.delete(ALICE, original.id()).await();
    Story.Original shown = new Story.Original(original.id(), ALICE);
    StoryId late = world.storedOnly(world.story(BOB, "late", shown)).id();

    assertFails(stories.get(BOB, late), ErrorCode.STORY_NOT_FOUND);
    assertThat(stories.feed(BOB, FIRST_PAGE, null, false).await().items()).isEmpty();
  }

  private void edit(StoryId story, List<UserId> mentions, Audience audience) {
    stories.edit(ALICE, story, new EditStory(null, mentions, audience)).await();
  }

  private StoryId postAsking() {
    Area poll = new Area.Poll(MIDDLE, "Where?", List.of("here", "there"));
    Area question = new Area.Question(MIDDLE, "Where are you?");
    Area place = new Area.Location(MIDDLE, 53.5, 10, "Hamburg");
    return post(ALICE, of(List.of(poll, question, place), List.of())).id();
  }

  private static NewStory mentioning(UserId... users) {
    Area mention = new Area.Mention(MIDDLE, users[0]);
    return of(List.of(mention), List.of(users));
  }

  private static NewStory of(List<Area> areas, List<UserId> mentions) {
    NewPart part = new NewPart(Kind.TEXT, "look", null, null, null, areas);
    return new NewStory(null, List.of(part), null, mentions, null, null, null);
  }

  private Story post(UserId author, NewStory story) {
    return stories.post(author, story).await().story();
  }

  private List<Long> vote(UserId viewer, StoryId story, int choice) {
    return answer(viewer, story, 0, 0, choice, null).await().choices();
  }

  @CanIgnoreReturnValue
  private StoryAnswered say(UserId viewer, StoryId story, String text) {
    return answer(viewer, story, 0, 1, null, text).await();
  }

  private Future<StoryAnswered> answer(
      UserId viewer, StoryId story, int part, int area, Integer choice, String text) {
    return responses.answer(viewer, story, new StoryAnswer(part, area, choice, text));
  }

  private static void assertFails(Future<?> answer, ErrorCode code) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(answer::await)
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
