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
import dev.starling.wire.conversation.PollVoter;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.ConversationEvent.PollVoted;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.event.MessageState;
import dev.starling.wire.event.Poll;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Votes: counted, changed, taken back, told with and without names, until a poll is closed.
@ExtendWith(VertxExtension.class)
class PollsIT {

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
  void votesAreCountedAndTheLastOneCounts() {
    long poll = ask(null, null, null);

    PollVoted first = voted(vote(ALICE, poll, 0));
    vote(BOB, poll, 2);
    PollVoted changed = voted(vote(BOB, poll, 0));

    assertThat(first)
        .isEqualTo(
            new PollVoted(
                chat, poll + 1, ALICE, first.at(), poll, List.of(0), List.of(1, 0, 0), 1));
    assertThat(changed.votes()).containsExactly(2, 0, 0);
    assertThat(changed.voters()).isEqualTo(2);
    MessageState state = message(BOB, poll).state();
    assertThat(state.votes()).containsExactly(2, 0, 0);
    assertThat(state.voters()).isEqualTo(2);
    assertThat(state.myVotes()).containsExactly(0);
    assertThat(state.changedSeq()).isEqualTo(changed.seq());
    assertThat(vote(BOB, poll, 0)).isEqualTo(new ActionResult.Unchanged(changed.seq()));
  }

  @Test
  void aVoteCanBeTakenBack() {
    long poll = ask(true, null, null);
    vote(BOB, poll, 0, 2);

    PollVoted back = voted(vote(BOB, poll));

    assertThat(back.options()).isEmpty();
    assertThat(back.votes()).containsExactly(0, 0, 0);
    assertThat(back.voters()).isZero();
    assertThat(message(BOB, poll).state().myVotes()).isNull();
    assertThat(vote(BOB, poll)).isInstanceOf(ActionResult.Unchanged.class);
    assertThat(messages.voters(chat, poll, null, null, 10).await()).isEmpty();
  }

  @Test
  void anAnonymousVoteSaysNothingButTheCounts() {
    long poll = ask(null, true, null);

    PollVoted vote = voted(vote(BOB, poll, 1));

    assertThat(vote.sender()).isEqualTo(ALICE); // Who asked.
    assertThat(vote.options()).isNull();
    assertThat(vote.votes()).containsExactly(0, 1, 0);
    assertThat(message(BOB, poll).state().myVotes()).containsExactly(1);
    assertThat(message(ALICE, poll).state().myVotes()).isNull();
  }

  @Test
  void votersAreListedByOption() {
    long poll = ask(true, null, null);
    vote(ALICE, poll, 0, 1);
    vote(BOB, poll, 1);

    assertThat(voters(poll, null, null)).containsExactly(ALICE, BOB);
    assertThat(voters(poll, null, 0)).containsExactly(ALICE);
    assertThat(voters(poll, ALICE, 1)).containsExactly(BOB);
    assertThat(messages.voters(chat, poll, null, null, 1).await().getFirst().options())
        .containsExactly(0, 1);
  }

  @Test
  void whatIsNoVoteIsRefused() {
    long poll = ask(null, null, null);
    long text = say(null);

    assertThat(vote(BOB, poll, 3)).isEqualTo(refused(ErrorCode.BAD_VOTE));
    assertThat(vote(BOB, poll, -1)).isEqualTo(refused(ErrorCode.BAD_VOTE));
    assertThat(vote(BOB, poll, 0, 1)).isEqualTo(refused(ErrorCode.BAD_VOTE));
    assertThat(vote(BOB, text, 0)).isEqualTo(refused(ErrorCode.NOT_A_POLL));
    assertThat(vote(BOB, 1, 0)).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(vote(EVE, poll, 0)).isEqualTo(refused(ErrorCode.NOT_A_MEMBER));
    assertThat(close(BOB, text)).isEqualTo(refused(ErrorCode.NOT_A_POLL));
    assertThat(close(BOB, poll)).isEqualTo(refused(ErrorCode.NOT_ALLOWED));
  }

  @Test
  void aClosedPollTakesNoVotes() {
    long poll = ask(null, null, null);
    vote(BOB, poll, 0);

    ActionResult closed = close(ALICE, poll);

    long seq = ((ActionResult.Written) closed).stored().event().seq();
    assertThat(message(BOB, poll).state().pollClosed()).isTrue();
    assertThat(message(BOB, poll).state().votes()).containsExactly(1, 0, 0);
    assertThat(vote(BOB, poll, 1)).isEqualTo(refused(ErrorCode.POLL_CLOSED));
    assertThat(close(ALICE, poll)).isEqualTo(new ActionResult.Unchanged(seq));
  }

  @Test
  void aPollClosesWhenItsTimeIsOver() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    long poll = ask(null, null, Instant.now().plus(Duration.ofHours(1)));

    assertThat(message(BOB, poll).state()).isNull();
    assertThat(new EventRepository(database, later).find(BOB, chat, poll).await().orElseThrow())
        .isInstanceOfSatisfying(
            ConversationEvent.Message.class,
            message -> assertThat(message.state().pollClosed()).isTrue());
    database
        .run(
            """
            update event set detail = jsonb_set(detail, '{poll,closesAt}', '"2020-01-01T00:00:00Z"')
             where conversation_id = $1 and seq = $2
            """,
            chat.value(),
            poll)
        .await();
    assertThat(vote(BOB, poll, 0)).isEqualTo(refused(ErrorCode.POLL_CLOSED));
    assertThat(close(ALICE, poll)).isInstanceOf(ActionResult.Unchanged.class);
    NewMessage late = message(poll(null, null, Instant.now().minusSeconds(1)));
    assertThat(writers.append(late).await())
        .isEqualTo(new Appended.Refused(ErrorCode.POLL_CLOSED, null));
  }

  @Test
  void aDeletedPollLeavesNoVotes() {
    long poll = ask(null, null, null);
    vote(BOB, poll, 0);

    assertThat(actions.run(Action.of("delete_message", chat, ALICE, poll)).await())
        .isInstanceOf(ActionResult.Written.class);

    assertThat(message(BOB, poll).detail()).isNull();
    assertThat(message(BOB, poll).state().votes()).isNull();
    assertThat(messages.voters(chat, poll, null, null, 10).await()).isEmpty();
    assertThat(vote(BOB, poll, 1)).isEqualTo(refused(ErrorCode.MESSAGE_NOT_FOUND));
  }

  private List<UserId> voters(long poll, UserId after, Integer option) {
    return messages.voters(chat, poll, after, option, 10).await().stream()
        .map(PollVoter::user)
        .toList();
  }

  @CanIgnoreReturnValue
  private ActionResult vote(UserId user, long poll, Integer... options) {
    return actions.run(Action.of("vote_in_poll", chat, user, poll, options)).await();
  }

  private ActionResult close(UserId user, long poll) {
    return actions.run(Action.of("close_poll", chat, user, poll)).await();
  }

  private static PollVoted voted(ActionResult result) {
    assertThat(result).isInstanceOf(ActionResult.Written.class);
    return (PollVoted) ((ActionResult.Written) result).stored().event();
  }

  private static MessageDetail poll(Boolean multiple, Boolean anonymous, Instant closesAt) {
    List<String> options = Stream.of("yes", "no", "later").toList();
    return MessageDetail.NONE.asking(new Poll("Now?", options, multiple, anonymous, closesAt));
  }

  private long ask(Boolean multiple, Boolean anonymous, Instant closesAt) {
    return say(poll(multiple, anonymous, closesAt));
  }

  private long say(MessageDetail detail) {
    return ((Appended.Stored) writers.append(message(detail)).await()).seq();
  }

  private NewMessage message(MessageDetail detail) {
    String json = detail == null ? null : Json.write(detail);
    return new NewMessage(chat, ALICE, "n" + names.incrementAndGet(), "text", json);
  }

  private ConversationEvent.Message message(UserId reader, long seq) {
    return (ConversationEvent.Message) events.find(reader, chat, seq).await().orElseThrow();
  }

  private static ActionResult refused(ErrorCode why) {
    return new ActionResult.Refused(why, null);
  }
}
