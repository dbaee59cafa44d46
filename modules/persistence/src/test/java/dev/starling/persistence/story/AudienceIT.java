package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.CAROL;
import static dev.starling.persistence.story.StoryTables.DAY;
import static dev.starling.persistence.story.StoryTables.LIMITS;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.story.Posted.Refusal;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ListId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.Part;
import dev.starling.wire.story.Story;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Alice posts; Bob is her contact, Carol has her as a contact.
@ExtendWith(VertxExtension.class)
class AudienceIT {

  private static final StoryId STORY = new StoryId(1);
  private static final ListId HIKERS = new ListId(5);
  private static final ConversationId GROUP = new ConversationId(9);

  private static Database database;

  private StoryTables tables;
  private StoryRepository stories;
  private FeedRepository feeds;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database).contact(ALICE, BOB).contact(CAROL, ALICE);
    stories = new StoryRepository(database);
    feeds = new FeedRepository(database);
    run("insert into audience_list (id, owner_id, name) values (5, 1, 'Hikers'), (6, 2, 'Bob''s')");
    run("delete from conversation where id = 9");
    run("insert into conversation (id, kind, created_by) values (9, 1, 1)");
  }

  @Test
  void contactsAreThoseOfTheAuthor() {
    assertThat(post(Audience.CONTACTS)).isInstanceOf(Posted.Stored.class);

    assertSees(BOB, true, true);
    assertSees(CAROL, false, false);
    assertSees(ALICE, true, true);
  }

  @Test
  void everyoneSeesWhatIsForEveryoneAndKnowsOfItIfTheyKnowTheAuthor() {
    run("delete from contact where owner_id = 3");
    post(new Audience.Everyone());

    assertSees(CAROL, true, false);
    assertSees(BOB, true, true);
    tables.contact(CAROL, ALICE);
    assertSees(CAROL, true, true);
    tables.block(ALICE, CAROL);
    assertSees(CAROL, false, false);
  }

  @Test
  void closeFriendsAndListsAreWhoIsInThemWhenTheyLook() {
    post(new Audience.CloseFriends());
    assertSees(BOB, false, false);
    listed(ListId.CLOSE_FRIENDS, CAROL);
    assertSees(CAROL, true, true);

    edit(new Audience.Lists(List.of(HIKERS)));
    assertSees(CAROL, false, false);
    listed(HIKERS, BOB);
    assertSees(BOB, true, true);
    run("delete from audience_list_member");
    assertSees(BOB, false, false);
  }

  @Test
  void exceptLeavesOutPeopleAndListsOfTheContacts() {
    tables.contact(ALICE, CAROL);
    post(new Audience.Except(List.of(CAROL), List.of(HIKERS)));

    assertSees(BOB, true, true);
    assertSees(CAROL, false, false);
    listed(HIKERS, BOB);
    assertSees(BOB, false, false);
  }

  @Test
  void groupsAreTheirPresentMembersAsLongAsTheAuthorIsOne() {
    member(ALICE);
    member(CAROL);
    post(new Audience.Conversations(List.of(GROUP)));

    assertSees(CAROL, true, true);
    assertSees(BOB, false, false);
    member(BOB);
    assertSees(BOB, true, true);
    run("delete from conversation_member where user_id = 1");
    assertSees(BOB, false, false);
    assertSees(ALICE, true, true);
  }

  @Test
  void aSuspendedAuthorIsNotSeenForAsLong() {
    post(Audience.CONTACTS);
    database
        .run(
            "insert into suspension (user_id, until) values (1, $1)",
            NOON.plusSeconds(60).atOffset(ZoneOffset.UTC))
        .await();

    assertSees(BOB, false, false);
    assertThat(stories.find(BOB, STORY, NOON.plusSeconds(60)).await()).isPresent();
  }

  @Test
  void whatIsNotTheAuthorsIsNoAudience() {
    assertThat(post(new Audience.Lists(List.of(HIKERS, new ListId(6)))))
        .isEqualTo(new Posted.Refused(Refusal.LIST_NOT_FOUND, NOON.plus(DAY)));
    assertThat(post(new Audience.Except(List.of(), List.of(new ListId(7)))))
        .isEqualTo(new Posted.Refused(Refusal.LIST_NOT_FOUND, NOON.plus(DAY)));
    assertThat(post(new Audience.Conversations(List.of(GROUP))))
        .isEqualTo(new Posted.Refused(Refusal.NOT_A_MEMBER, NOON.plus(DAY)));
    assertThat(tables.count("story")).isZero();
  }

  @Test
  void onlyTheAuthorLearnsTheAudience() {
    Audience audience = new Audience.Except(List.of(CAROL), List.of(HIKERS));
    post(audience);

    assertThat(stories.find(ALICE, STORY, NOON).await().orElseThrow().audience())
        .isEqualTo(audience);
    assertThat(stories.find(BOB, STORY, NOON).await().orElseThrow().audience()).isNull();
  }

  @Test
  void captionAndMentionsChangeAndSayWhen() {
    post(Audience.CONTACTS);
    EditStory change = new EditStory("higher", List.of(BOB), null);
    assertThat(stories.edit(ALICE, STORY, change, NOON.plusSeconds(9), 100).await())
        .isInstanceOf(Posted.Stored.class);

    Story edited = stories.find(BOB, STORY, NOON.plusSeconds(9)).await().orElseThrow();
    assertThat(edited.caption()).isEqualTo("higher");
    assertThat(edited.mentions()).containsExactly(BOB);
    assertThat(edited.editedAt()).isEqualTo(NOON.plusSeconds(9));
    stories.edit(ALICE, STORY, new EditStory("", List.of(), null), NOON, 100).await();
    assertThat(stories.find(BOB, STORY, NOON).await().orElseThrow().caption()).isNull();
    assertThat(refusal(stories.edit(BOB, STORY, change, NOON, 100).await()))
        .isEqualTo(Refusal.STORY_NOT_FOUND);
    EditStory unknown = new EditStory(null, List.of(new UserId(77)), null);
    assertThat(refusal(stories.edit(ALICE, STORY, unknown, NOON, 100).await()))
        .isEqualTo(Refusal.USER_NOT_FOUND);
  }

  @CanIgnoreReturnValue
  private Posted post(Audience audience) {
    Story story =
        new Story(
            STORY,
            ALICE,
            Kind.TEXT,
            "hi",
            List.of(Part.text("hi")),
            "high up",
            null,
            audience,
            null,
            NOON,
            NOON.plus(DAY),
            null);
    return stories.post(story, null, LIMITS).await();
  }

  private void edit(Audience audience) {
    assertThat(stories.edit(ALICE, STORY, new EditStory(null, null, audience), NOON, 100).await())
        .isInstanceOf(Posted.Stored.class);
  }

  private void assertSees(UserId viewer, boolean sees, boolean inFeed) {
    assertThat(stories.find(viewer, STORY, NOON).await().isPresent()).isEqualTo(sees);
    FeedQuestion question = FeedQuestion.first(viewer, NOON, 10);
    assertThat(feeds.ofEverybody(question).await().entries()).hasSize(inFeed ? 1 : 0);
    assertThat(feeds.among(List.of(), question).await().entries()).hasSize(inFeed ? 1 : 0);
  }

  private static void listed(ListId list, UserId user) {
    database
        .run(
            "insert into audience_list_member (owner_id, list_id, user_id) values (1, $1, $2)",
            list.value(),
            user.value())
        .await();
  }

  private static void member(UserId user) {
    database
        .run(
            "insert into conversation_member (conversation_id, user_id) values (9, $1)",
            user.value())
        .await();
  }

  private static Refusal refusal(Posted outcome) {
    return ((Posted.Refused) outcome).why();
  }

  private static void run(String statement) {
    database.run(statement).await();
  }
}
