package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.FollowedThread;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.DeletedBy;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.event.MessageState.Replies;
import dev.starling.wire.event.Signal.ThreadStanding;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Replies in threads: what their root says of them, who follows, what is unread where.
@ExtendWith(VertxExtension.class)
class ThreadsIT {

  private static final UserId CAROL = new UserId(4);
  private static final UserId DAVE = new UserId(5);

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static ThreadRepository threads;
  private static EventRepository events;

  private final AtomicLong names = new AtomicLong();
  private ConversationId chat;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    threads = new ThreadRepository(database, Clock.systemUTC());
    events = new EventRepository(database, Clock.systemUTC());
  }

  @BeforeEach
  void openChat() {
    chat = Chat.group(database, ALICE, BOB, CAROL, DAVE); // Its owner is Alice.
  }

  @Test
  void aRootSaysWhatThereIsUnderIt() {
    long root = say(ALICE, MessageDetail.NONE);
    reply(BOB, root);
    Appended.Stored last = reply(CAROL, root);

    ConversationEvent.Message message = message(root);

    assertThat(message.state().changedSeq()).isEqualTo(last.seq());
    assertThat(message.state().replies().count()).isEqualTo(2);
    assertThat(message.state().replies().lastSeq()).isEqualTo(last.seq());
    assertThat(message.state().replies().lastAt()).isEqualTo(last.at());
    assertThat(message(last.seq()).detail().thread()).isEqualTo(root);
  }

  @Test
  void manyRepliesOfOneBatchAreAllCounted() {
    long root = say(ALICE, MessageDetail.NONE);
    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(writers.append(message(i % 2 == 0 ? BOB : CAROL, MessageDetail.NONE.in(root))));
    }

    answers.forEach(answer -> assertThat(answer.await()).isInstanceOf(Appended.Stored.class));

    Replies replies = message(root).state().replies();
    assertThat(replies.count()).isEqualTo(200);
    assertThat(replies.lastSeq()).isEqualTo(root + 200);
    assertThat(message(root).state().changedSeq()).isEqualTo(root + 200);
  }

  @Test
  void aRetryOfAReplyIsNotCountedTwice() {
    long root = say(ALICE, MessageDetail.NONE);
    NewMessage reply = message(BOB, MessageDetail.NONE.in(root));

    assertThat(writers.append(reply).await()).isInstanceOf(Appended.Stored.class);
    assertThat(writers.append(reply).await()).isInstanceOf(Appended.StoredBefore.class);

    assertThat(message(root).state().replies().count()).isEqualTo(1);
  }

  @Test
  void threadsHaveOneLevelAndARootThatIsThere() {
    long root = say(ALICE, MessageDetail.NONE);
    long reply = reply(BOB, root).seq();

    assertThat(append(CAROL, MessageDetail.NONE.in(reply))).isEqualTo(refused("NOT_A_ROOT"));
    assertThat(append(CAROL, MessageDetail.NONE.in(4711L))).isEqualTo(refused("MESSAGE_NOT_FOUND"));
    assertThat(append(CAROL, MessageDetail.NONE.in(1L))).isEqualTo(refused("MESSAGE_NOT_FOUND"));
    delete(ALICE, root);
    assertThat(append(CAROL, MessageDetail.NONE.in(root))).isEqualTo(refused("MESSAGE_NOT_FOUND"));
    assertThat(append(CAROL, MessageDetail.NONE.answering(4711L, null).in(root)))
        .isEqualTo(refused("MESSAGE_NOT_FOUND"));
  }

  @Test
  void aDeletedReplyIsMissedByItsRootAndIsUnreadNowhere() {
    long root = say(ALICE, MessageDetail.NONE);
    long first = reply(BOB, root).seq();
    long second = reply(BOB, root).seq();

    ConversationEvent.Deleted deleted = delete(BOB, second);

    assertThat(deleted.thread()).isEqualTo(root);
    assertThat(deleted.replies().count()).isEqualTo(1);
    assertThat(deleted.replies().lastSeq()).isEqualTo(second);
    assertThat(message(root).state().changedSeq()).isEqualTo(deleted.seq());
    assertThat(message(root).state().replies().count()).isEqualTo(1);
    assertThat(replies(root)).containsExactly(first);
    assertThat(one(ALICE).unread()).isEqualTo(1);

    assertThat(delete(BOB, first).replies()).isNull();
    assertThat(message(root).state().replies()).isNull();
    assertThat(one(ALICE).unread()).isZero();
    assertThat(conversation(ALICE).unreadThreads()).isZero();
  }

  @Test
  void aDeletedRootSaysNothingAndItsThreadCanStillBeRead() {
    long root = say(ALICE, MessageDetail.NONE);
    long first = reply(BOB, root).seq();
    long second = reply(BOB, root).seq();

    delete(ALICE, root);
    delete(BOB, second);

    assertThat(message(root).state().deleted()).isEqualTo(DeletedBy.SENDER);
    assertThat(message(root).state().replies()).isNull();
    assertThat(replies(root)).containsExactly(first);
    assertThat(one(ALICE).root().text()).isNull();
  }

  @Test
  void whoHasToDoWithAThreadFollowsIt() {
    long root = say(ALICE, MessageDetail.NONE);
    reply(BOB, root);
    append(BOB, MessageDetail.NONE.in(root).mentioning(List.of(CAROL), false));

    assertThat(one(ALICE).unread()).isEqualTo(2);
    assertThat(one(BOB).unread()).isZero();
    assertThat(one(CAROL).unread()).isEqualTo(1);
    assertThat(one(CAROL).mentions()).isEqualTo(1);
    assertThat(one(ALICE).mentions()).isZero();
    assertThat(list(DAVE)).isEmpty();
  }

  @Test
  void repliesAreUnreadInTheirThreadAndNotInTheConversation() {
    long root = say(ALICE, MessageDetail.NONE);
    append(BOB, MessageDetail.NONE.in(root).mentioning(List.of(ALICE), true));
    long last = reply(CAROL, root).seq();

    assertThat(conversation(ALICE))
        .extracting(Conversation::unread, Conversation::mentions, Conversation::unreadThreads)
        .containsExactly(0L, 0L, 1L);
    assertThat(conversation(DAVE))
        .extracting(Conversation::unread, Conversation::mentions, Conversation::unreadThreads)
        .containsExactly(1L, 0L, 0L);

    ThreadStanding standing = threads.read(ALICE, chat, root, last - 1).await().orElseThrow();
    assertThat(standing).isEqualTo(new ThreadStanding(chat, root, true, last - 1, 1));
    assertThat(threads.read(ALICE, chat, root, Long.MAX_VALUE).await().orElseThrow().readSeq())
        .isEqualTo(last);
    assertThat(threads.read(ALICE, chat, root, 1).await().orElseThrow().readSeq()).isEqualTo(last);
    assertThat(conversation(ALICE).unreadThreads()).isZero();
    assertThat(one(ALICE).mentions()).isZero();
  }

  @Test
  void whoStopsFollowingIsLeftInPeaceUntilTheyReply() {
    long root = say(ALICE, MessageDetail.NONE);
    reply(BOB, root);

    assertThat(threads.follow(ALICE, chat, root, false).await().orElseThrow().following())
        .isFalse();
    append(BOB, MessageDetail.NONE.in(root).mentioning(List.of(ALICE), false));
    assertThat(list(ALICE)).isEmpty();
    assertThat(conversation(ALICE).unreadThreads()).isZero();

    reply(ALICE, root);
    assertThat(one(ALICE).unread()).isZero();
    reply(BOB, root);
    assertThat(one(ALICE).unread()).isEqualTo(1);
  }

  @Test
  void whoBeginsToFollowHasNothingToCatchUpWith() {
    long root = say(ALICE, MessageDetail.NONE);
    long untouched = say(ALICE, MessageDetail.NONE);
    long reply = reply(BOB, root).seq();

    assertThat(threads.follow(DAVE, chat, root, true).await())
        .contains(new ThreadStanding(chat, root, true, reply, 0));
    assertThat(threads.follow(DAVE, chat, untouched, true).await())
        .contains(new ThreadStanding(chat, untouched, true, untouched, 0));
    reply(BOB, untouched);
    assertThat(list(DAVE)).extracting(one -> one.root().seq()).containsExactly(untouched, root);
    assertThat(list(DAVE).getFirst().unread()).isEqualTo(1);

    assertThat(threads.follow(DAVE, chat, reply, true).await()).isEmpty();
    assertThat(threads.follow(DAVE, chat, 1, true).await()).isEmpty();
    assertThat(threads.follow(EVE, chat, root, true).await()).isEmpty();
    assertThat(threads.read(EVE, chat, root, 9).await()).isEmpty();
    assertThat(threads.read(DAVE, chat, reply, 9).await()).isEmpty();
  }

  @Test
  void theListIsPagedByActivity() {
    List<Long> roots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      roots.addFirst(say(ALICE, MessageDetail.NONE));
      reply(BOB, roots.getFirst());
    }

    List<Long> seen = new ArrayList<>();
    ThreadRepository.Place after = null;
    for (List<FollowedThread> page = list(ALICE, after, 2); !page.isEmpty(); ) {
      page.forEach(thread -> seen.add(thread.root().seq()));
      FollowedThread last = page.getLast();
      after = new ThreadRepository.Place(last.lastAt(), chat, last.root().seq());
      page = list(ALICE, after, 2);
    }

    assertThat(seen).isEqualTo(roots);
  }

  private List<FollowedThread> list(UserId user, ThreadRepository.Place after, int limit) {
    return threads.followed(user, after, 1_000).await().stream()
        .filter(thread -> thread.conversation().equals(chat))
        .limit(limit)
        .toList();
  }

  private List<FollowedThread> list(UserId user) {
    return list(user, null, 100);
  }

  private FollowedThread one(UserId user) {
    assertThat(list(user)).hasSize(1);
    return list(user).getFirst();
  }

  private List<Long> replies(long root) {
    return events.repliesAfter(ALICE, chat, root, 0, 100).await().stream()
        .map(stored -> stored.event().seq())
        .toList();
  }

  private Conversation conversation(UserId user) {
    return new ConversationRepository(database, Clock.systemUTC())
        .find(user, chat)
        .await()
        .orElseThrow();
  }

  @CanIgnoreReturnValue
  private ConversationEvent.Deleted delete(UserId user, long seq) {
    ActionResult result = actions.run(Action.of("delete_message", chat, user, seq)).await();
    return (ConversationEvent.Deleted) ((ActionResult.Written) result).stored().event();
  }

  @CanIgnoreReturnValue
  private Appended.Stored reply(UserId sender, long root) {
    return (Appended.Stored) append(sender, MessageDetail.NONE.in(root));
  }

  private long say(UserId sender, MessageDetail detail) {
    return ((Appended.Stored) append(sender, detail)).seq();
  }

  @CanIgnoreReturnValue
  private Appended append(UserId sender, MessageDetail detail) {
    return writers.append(message(sender, detail)).await();
  }

  private NewMessage message(UserId sender, MessageDetail detail) {
    String json = detail.orNull() == null ? null : Json.write(detail);
    return new NewMessage(chat, sender, "n" + names.incrementAndGet(), "text", json);
  }

  private ConversationEvent.Message message(long seq) {
    return (ConversationEvent.Message) events.find(ALICE, chat, seq).await().orElseThrow();
  }

  private static Appended refused(String why) {
    return new Appended.Refused(ErrorCode.valueOf(why), null);
  }
}
