package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Reactor;
import dev.starling.wire.conversation.Revision;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.DeletedBy;
import dev.starling.wire.event.MessageState.Reactions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the functions of actions do to the log, the message and what belongs to it.
@ExtendWith(VertxExtension.class)
class ActionsIT {

  private static final long TWO_DAYS = 172_800;

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static EventRepository events;
  private static MessageRepository messages;

  private final AtomicLong names = new AtomicLong();
  private ConversationId chat;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    events = new EventRepository(database, Clock.systemUTC());
    messages = new MessageRepository(database);
  }

  @BeforeEach
  void openChat() {
    chat = Chat.group(database, ALICE, BOB); // Its owner is Alice.
  }

  @Test
  void anEditIsAnEventAndTheMessageHasTheNewText() {
    long seq = say(BOB, "helo", null);

    ActionResult.Written edited = written(edit(BOB, seq, "hello"));

    assertThat(edited.stored().event())
        .isEqualTo(
            new ConversationEvent.Edited(
                chat, seq + 1, BOB, edited.stored().event().at(), seq, "hello", null, null));
    ConversationEvent.Message message = message(BOB, seq);
    assertThat(message.text()).isEqualTo("hello");
    assertThat(message.state().changedSeq()).isEqualTo(seq + 1);
    assertThat(message.state().editedAt()).isNotNull();
    assertThat(messages.revisions(chat, seq).await())
        .containsExactly(new Revision("helo", message.at()));
  }

  @Test
  void theSameEditAgainChangesNothing() {
    long seq = say(BOB, "a", null);
    long place = written(edit(BOB, seq, "b")).stored().event().seq();

    assertThat(edit(BOB, seq, "b")).isEqualTo(new ActionResult.Unchanged(place));
    assertThat(head()).isEqualTo(place);
  }

  @Test
  void whoMayNotEdit() {
    long seq = say(BOB, "a", null);

    assertThat(edit(ALICE, seq, "b")).isEqualTo(refused(ErrorCode.NOT_ALLOWED));
    assertThat(edit(EVE, seq, "b")).isEqualTo(refused(ErrorCode.NOT_A_MEMBER));
    assertThat(edit(BOB, seq + 1, "b")).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(edit(BOB, 1, "b")).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(run("edit_message", BOB, seq, "b", -1L)).isEqualTo(refused(ErrorCode.TOO_LATE));
    assertThat(
            actions
                .run(Action.of("edit_message", new ConversationId(1), BOB, seq, "b", TWO_DAYS))
                .await())
        .isEqualTo(refused(ErrorCode.CONVERSATION_NOT_FOUND));
  }

  @Test
  void aDeletionLeavesNothingOfTheMessageAnywhere() {
    long seq = say(BOB, "secret words", null);
    edit(BOB, seq, "secret words, too");
    react(ALICE, seq, "👍", true);
    run("pin_message", ALICE, seq, true, 100);
    long answer = say(ALICE, "what?", "{\"replyTo\":%d,\"quote\":\"words\"}".formatted(seq));

    ActionResult.Written deleted = written(run("delete_message", BOB, seq));

    assertThat(deleted.stored().event())
        .isInstanceOfSatisfying(
            ConversationEvent.Deleted.class,
            event -> assertThat(event.by()).isEqualTo(DeletedBy.SENDER));
    ConversationEvent.Message gone = message(ALICE, seq);
    assertThat(gone.text()).isNull();
    assertThat(gone.state().deleted()).isEqualTo(DeletedBy.SENDER);
    assertThat(gone.state().reactions()).isNull();
    assertThat(gone.state().pinned()).isNull();
    assertThat(message(ALICE, answer).detail().quote()).isNull();
    assertThat(message(ALICE, answer).detail().replyTo()).isEqualTo(seq);
    assertThat(messages.revisions(chat, seq).await()).isEmpty();
    assertThat(messages.reactions(chat, seq, null, 10).await()).isEmpty();
    assertThat(events.pinned(ALICE, chat).await()).isEmpty();
    assertThat(events.after(ALICE, chat, 0, 100).await().toString()).doesNotContain("secret");
    assertThat(run("delete_message", BOB, seq))
        .isEqualTo(new ActionResult.Unchanged(deleted.stored().event().seq()));
  }

  @Test
  void anAdminDeletesAnyMessageAndAMemberOnlyTheirOwn() {
    long bobs = say(BOB, "spam", null);
    long alices = say(ALICE, "rules", null);

    assertThat(run("delete_message", BOB, alices)).isEqualTo(refused(ErrorCode.NOT_ALLOWED));
    assertThat(written(run("delete_message", ALICE, bobs)).stored().event())
        .isInstanceOfSatisfying(
            ConversationEvent.Deleted.class,
            event -> assertThat(event.by()).isEqualTo(DeletedBy.MODERATOR));
  }

  @Test
  void reactionsAreCountedAndListedInTheirOrder() {
    long seq = say(BOB, "a", null);

    react(ALICE, seq, "👍", true);
    react(BOB, seq, "🎉", true);
    react(BOB, seq, "👍", true);
    assertThat(react(BOB, seq, "👍", true)).isInstanceOf(ActionResult.Unchanged.class);

    assertThat(message(ALICE, seq).state().reactions())
        .containsExactly(new Reactions("👍", 2), new Reactions("🎉", 1));
    assertThat(message(ALICE, seq).state().myReactions()).containsExactly("👍");
    assertThat(message(BOB, seq).state().myReactions()).containsExactly("🎉", "👍");
    assertThat(messages.reactions(chat, seq, null, 10).await())
        .extracting(Reactor::user)
        .containsExactly(ALICE, BOB, BOB);

    react(BOB, seq, "🎉", false);
    assertThat(react(BOB, seq, "🎉", false)).isInstanceOf(ActionResult.Unchanged.class);
    assertThat(message(BOB, seq).state().reactions()).containsExactly(new Reactions("👍", 2));
  }

  @Test
  void reactionsHaveTheirLimits() {
    long seq = say(BOB, "a", null);

    react(ALICE, seq, "1️⃣", true);
    assertThat(run("react_to_message", ALICE, seq, "2️⃣", true, 50, 1))
        .isEqualTo(refused(ErrorCode.TOO_MANY_REACTIONS));
    assertThat(run("react_to_message", BOB, seq, "2️⃣", true, 1, 10))
        .isEqualTo(refused(ErrorCode.TOO_MANY_REACTIONS));
    assertThat(run("react_to_message", BOB, seq, "1️⃣", true, 1, 1))
        .isInstanceOf(ActionResult.Written.class);
  }

  @Test
  void aPinIsAnAdminsInAGroupAndAnybodysInADirectConversation() {
    long seq = say(BOB, "a", null);

    assertThat(run("pin_message", BOB, seq, true, 100)).isEqualTo(refused(ErrorCode.NOT_ALLOWED));
    assertThat(written(run("pin_message", ALICE, seq, true, 1)).stored().event())
        .isInstanceOf(ConversationEvent.Pinned.class);
    assertThat(message(BOB, seq).state().pinned()).isTrue();
    assertThat(run("pin_message", ALICE, say(BOB, "b", null), true, 1))
        .isEqualTo(refused(ErrorCode.TOO_MANY_PINS));
    assertThat(events.pinned(BOB, chat).await()).hasSize(1);
    run("pin_message", ALICE, seq, false, 1);
    assertThat(message(BOB, seq).state().pinned()).isNull();

    chat = Chat.direct(database, new UserId(901), new UserId(902));
    long direct = say(new UserId(901), "a", null);
    assertThat(run("pin_message", new UserId(902), direct, true, 1))
        .isInstanceOf(ActionResult.Written.class);
  }

  @Test
  void nobodyActsOnAMessageFromBeforeTheyCouldSee() {
    long seq = say(ALICE, "before", null);
    database
        .run(
            "update conversation_member set visible_from_seq = $2 where conversation_id = $1",
            chat.value(),
            seq + 1)
        .await();

    assertThat(edit(ALICE, seq, "after")).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(react(BOB, seq, "👍", true)).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(run("pin_message", ALICE, seq, true, 1))
        .isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(run("close_poll", ALICE, seq)).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
  }

  @Test
  void anAnswerRefersToAMessageThatIsThereAndQuotesWhatItSays() {
    long seq = say(BOB, "to be or not", null);

    assertThat(append(ALICE, "{\"replyTo\":%d}".formatted(seq)))
        .isInstanceOf(Appended.Stored.class);
    assertThat(append(ALICE, "{\"replyTo\":%d,\"quote\":\"or not\"}".formatted(seq)))
        .isInstanceOf(Appended.Stored.class);
    assertThat(append(ALICE, "{\"replyTo\":%d,\"quote\":\"never said\"}".formatted(seq)))
        .isEqualTo(new Appended.Refused(ErrorCode.QUOTE_NOT_FOUND, null));
    assertThat(append(ALICE, "{\"replyTo\":4711}"))
        .isEqualTo(new Appended.Refused(ErrorCode.MESSAGE_NOT_FOUND, null));
    assertThat(append(ALICE, "{\"replyTo\":1}"))
        .isEqualTo(new Appended.Refused(ErrorCode.MESSAGE_NOT_FOUND, null));
  }

  @Test
  void aRetryIsKnownAfterTheMessageWasEditedOrDeleted() {
    NewMessage edited = new NewMessage(chat, BOB, "e", "first");
    NewMessage deleted = new NewMessage(chat, BOB, "d", "first");
    long one = ((Appended.Stored) writers.append(edited).await()).seq();
    long two = ((Appended.Stored) writers.append(deleted).await()).seq();
    edit(BOB, one, "second");
    run("delete_message", BOB, two);

    assertThat(writers.append(edited).await())
        .isInstanceOfSatisfying(
            Appended.StoredBefore.class, before -> assertThat(before.seq()).isEqualTo(one));
    assertThat(writers.append(deleted).await())
        .isInstanceOfSatisfying(
            Appended.StoredBefore.class, before -> assertThat(before.seq()).isEqualTo(two));
  }

  @Test
  void aMessageOfAConversationWithATimerIsNotShownOnceItsTimeIsOver() {
    database
        .run("update conversation set disappear_after_s = 60 where id = $1", chat.value())
        .await();
    long seq = say(BOB, "for a minute", null);
    Clock later = Clock.offset(Clock.systemUTC(), java.time.Duration.ofSeconds(61));

    assertThat(message(ALICE, seq).state().expiresAt()).isNotNull();
    assertThat(new EventRepository(database, later).find(ALICE, chat, seq).await().orElseThrow())
        .isInstanceOfSatisfying(
            ConversationEvent.Message.class,
            message -> {
              assertThat(message.text()).isNull();
              assertThat(message.state().deleted()).isEqualTo(DeletedBy.EXPIRED);
            });
  }

  @CanIgnoreReturnValue
  private ActionResult edit(UserId user, long seq, String text) {
    return run("edit_message", user, seq, text, TWO_DAYS);
  }

  @CanIgnoreReturnValue
  private ActionResult react(UserId user, long seq, String emoji, boolean added) {
    return run("react_to_message", user, seq, emoji, added, 50, 10);
  }

  @CanIgnoreReturnValue
  private ActionResult run(String function, UserId user, long seq, Object... others) {
    Object[] parameters = new Object[3 + others.length];
    parameters[0] = chat.value();
    parameters[1] = user.value();
    parameters[2] = seq;
    System.arraycopy(others, 0, parameters, 3, others.length);
    return actions.run(new Action(chat, function, Arrays.asList(parameters))).await();
  }

  private long say(UserId sender, String text, String detail) {
    NewMessage message = new NewMessage(chat, sender, "n" + names.incrementAndGet(), text, detail);
    return ((Appended.Stored) writers.append(message).await()).seq();
  }

  private Appended append(UserId sender, String detail) {
    return writers
        .append(new NewMessage(chat, sender, "n" + names.incrementAndGet(), "answer", detail))
        .await();
  }

  private ConversationEvent.Message message(UserId reader, long seq) {
    return (ConversationEvent.Message) events.find(reader, chat, seq).await().orElseThrow();
  }

  private long head() {
    List<StoredEvent> newest = events.before(ALICE, chat, Long.MAX_VALUE, 1).await();
    return newest.getFirst().event().seq();
  }

  private static ActionResult.Written written(ActionResult result) {
    assertThat(result).isInstanceOf(ActionResult.Written.class);
    return (ActionResult.Written) result;
  }

  private static ActionResult refused(ErrorCode why) {
    return new ActionResult.Refused(why, null);
  }
}
