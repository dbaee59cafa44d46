package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventWriterIT {

  private static Database database;
  private static EventWriters writers;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 2);
  }

  @Test
  void messagesGetTheSequencesInTheOrderTheyWereSent() {
    ConversationId chat = Chat.group(database, ALICE, BOB);

    List<Appended> answers =
        all(IntStream.range(0, 500).mapToObj(i -> message(chat, ALICE, "m" + i)));

    assertThat(answers).extracting(EventWriterIT::seq).isEqualTo(range(2, 501));
    assertThat(
            new EventRepository(database, Clock.systemUTC()).after(ALICE, chat, 1, 1_000).await())
        .extracting(stored -> stored.event().seq())
        .isEqualTo(range(2, 501));
  }

  @Test
  void aStoredMessageKnowsTheTransactionBeforeIt() {
    ConversationId chat = Chat.direct(database, new UserId(101), new UserId(102));

    Appended.Stored first = stored(message(chat, new UserId(101), "a"));
    Appended.Stored second = stored(message(chat, new UserId(102), "b"));

    assertThat(first.previousXid()).isZero();
    assertThat(second.previousXid()).isEqualTo(first.xid());
  }

  @Test
  void twoNodesWriteOneConversationWithoutGapOrRepetition(Vertx other) {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    EventWriters elsewhere = Chat.writers(other, database, 2);

    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      answers.add(writers.append(message(chat, ALICE, "a" + i)));
      answers.add(elsewhere.append(message(chat, BOB, "b" + i)));
    }

    assertThat(
            answers.stream()
                .map(future -> future.await())
                .map(EventWriterIT::seq)
                .sorted()
                .toList())
        .isEqualTo(range(2, 801));
  }

  @Test
  void resendingTheSameClientIdReturnsTheFirstSequence() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    Appended.Stored first = stored(message(chat, ALICE, "once"));

    Appended again = writers.append(message(chat, ALICE, "once")).await();

    assertThat(again).isEqualTo(new Appended.StoredBefore(first.seq(), first.at()));
  }

  @Test
  void theSameClientIdOfTwoPeopleIsTwoMessages() {
    ConversationId chat = Chat.group(database, ALICE, BOB);

    assertThat(all(Stream.of(message(chat, ALICE, "x"), message(chat, BOB, "x"))))
        .hasOnlyElementsOfType(Appended.Stored.class);
  }

  @Test
  void aClientIdWithAnotherTextIsRefusedAlsoWhileTheFirstIsUnderWay() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    NewMessage first = new NewMessage(chat, ALICE, "same", "one text");
    NewMessage second = new NewMessage(chat, ALICE, "same", "another text");

    List<Appended> answers = all(Stream.of(first, second));

    assertThat(answers.get(0)).isInstanceOf(Appended.Stored.class);
    assertThat(answers.get(1)).isEqualTo(refused(ErrorCode.CLIENT_ID_REUSED));
    assertThat(writers.append(second).await()).isEqualTo(refused(ErrorCode.CLIENT_ID_REUSED));
  }

  @Test
  void whatMustBeRefusedHarmsNothingElseInItsBatch() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    stored(message(chat, ALICE, "before"));

    List<Appended> answers =
        all(
            Stream.of(
                message(chat, ALICE, "starts a batch"),
                message(chat, ALICE, "good"),
                message(chat, EVE, "a stranger's"),
                message(new ConversationId(99), ALICE, "nowhere"),
                message(chat, ALICE, "before"),
                message(chat, BOB, "good")));

    assertThat(answers.get(1)).isInstanceOf(Appended.Stored.class);
    assertThat(answers.get(2)).isEqualTo(refused(ErrorCode.NOT_A_MEMBER));
    assertThat(answers.get(3)).isEqualTo(refused(ErrorCode.CONVERSATION_NOT_FOUND));
    assertThat(answers.get(4)).isInstanceOf(Appended.StoredBefore.class);
    assertThat(answers.get(5)).isInstanceOf(Appended.Stored.class);
    assertThat(seq(answers.get(5))).isEqualTo(seq(answers.get(1)) + 1);
  }

  @Test
  void everyBatchIsInTheOutboxAndAmongTheRecentChanges() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    all(IntStream.range(0, 50).mapToObj(i -> message(chat, ALICE, "m" + i)));

    long inOutbox =
        database
            .run(
                """
                select coalesce(sum(c), 0)::bigint
                  from event_outbox, unnest(conversations, counts) as b(id, c)
                 where b.id = $1
                """,
                chat.value())
            .await()
            .iterator()
            .next()
            .getLong(0);
    long head =
        database
            .run(
                """
                select max(h) from recent_change, unnest(conversations, heads) as b(id, h) where b.id = $1
                """,
                chat.value())
            .await()
            .iterator()
            .next()
            .getLong(0);

    assertThat(inOutbox).isEqualTo(51); // With the group's `created`.
    assertThat(head).isEqualTo(51);
  }

  @CanIgnoreReturnValue
  private static List<Appended> all(Stream<NewMessage> messages) {
    List<Future<Appended>> answers = messages.map(writers::append).toList();
    return answers.stream().map(future -> future.await()).toList();
  }

  @CanIgnoreReturnValue
  private static Appended.Stored stored(NewMessage message) {
    return (Appended.Stored) writers.append(message).await();
  }

  private static long seq(Appended appended) {
    return ((Appended.Stored) appended).seq();
  }

  private static Appended refused(ErrorCode why) {
    return new Appended.Refused(why, null);
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
