package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Messages and actions that are committed together.
@ExtendWith(VertxExtension.class)
class MixedBatchIT {

  private static Database database;
  private static EventWriters writers;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
  }

  @Test
  void messagesAndActionsTakeTheirPlacesWithoutAGap() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    long target = said(chat, "target");

    List<Future<Appended>> appended = new ArrayList<>();
    List<Future<ActionResult>> acted = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      appended.add(writers.append(message(chat, ALICE, "m" + i)));
      acted.add(writers.act(react(chat, target, i % 2 == 0)));
    }

    assertThat(results(appended)).hasOnlyElementsOfType(Appended.Stored.class);
    assertThat(results(acted)).hasOnlyElementsOfType(ActionResult.Written.class);
    List<StoredEvent> log = log(chat);
    assertThat(log)
        .extracting(stored -> stored.event().seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(2, 402).boxed().toList());
    assertThat(log.stream().map(StoredEvent::xid).distinct().count()).isLessThan(100);
  }

  @Test
  void whatWasWrittenKnowsTheTransactionBeforeIt() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    long target = said(chat, "target");

    List<Future<Link>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(writers.append(message(chat, ALICE, "m" + i)).map(Link::of));
      answers.add(writers.act(react(chat, target, i % 2 == 0)).map(Link::of));
    }

    List<Link> chain =
        results(answers).stream().sorted(Comparator.comparingLong(Link::seq)).toList();
    for (int i = 1; i < chain.size(); i++) {
      assertThat(chain.get(i).previousXid()).isEqualTo(chain.get(i - 1).xid());
    }
  }

  @Test
  void whatIsRefusedHarmsNothingElseInItsBatch() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    long target = said(chat, "target");

    Future<Appended> holdsUp = writers.append(message(chat, ALICE, "leaves at once"));
    Future<ActionResult> liked = writers.act(react(chat, target, true));
    Future<ActionResult> nowhere = writers.act(react(chat, 1_000, true));
    Future<Appended> again = writers.append(message(chat, ALICE, "target"));
    Future<Appended> strangers = writers.append(message(chat, EVE, "a stranger's"));
    Future<Appended> good = writers.append(message(chat, BOB, "good"));

    assertThat(holdsUp.await()).isInstanceOf(Appended.Stored.class);
    assertThat(liked.await()).isInstanceOf(ActionResult.Written.class);
    assertThat(nowhere.await())
        .isEqualTo(new ActionResult.Refused(ErrorCode.MESSAGE_NOT_FOUND, null));
    assertThat(again.await()).isInstanceOf(Appended.StoredBefore.class);
    assertThat(strangers.await()).isEqualTo(new Appended.Refused(ErrorCode.NOT_A_MEMBER, null));
    assertThat(good.await()).isInstanceOf(Appended.Stored.class);
  }

  @Test
  void whatGoesWrongHarmsNothingElseInItsBatch() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    long target = said(chat, "target");

    Future<Appended> holdsUp = writers.append(message(chat, ALICE, "leaves at once"));
    Future<ActionResult> wrong = writers.act(Action.of("no_such_action", chat, ALICE));
    Future<ActionResult> liked = writers.act(react(chat, target, true));
    Future<Appended> good = writers.append(message(chat, BOB, "good"));

    assertThat(holdsUp.await()).isInstanceOf(Appended.Stored.class);
    assertThat(wrong.transform(Future::succeededFuture).await().cause())
        .isInstanceOf(PgException.class);
    assertThat(liked.await()).isInstanceOf(ActionResult.Written.class);
    assertThat(good.await()).isInstanceOf(Appended.Stored.class);
  }

  @Test
  void whoIsBlockedChangesNothingAndHarmsNothing() {
    ConversationId chat = Chat.direct(database, EVE, BOB);
    ConversationId other = Chat.group(database, ALICE, BOB);
    long target = ((Appended.Stored) writers.append(message(chat, EVE, "target")).await()).seq();
    database
        .run("insert into block (owner_id, blocked_id) values ($1, $2)", BOB.value(), EVE.value())
        .compose(
            done ->
                database.run(
                    "update conversation set restricted = true where id = $1", chat.value()))
        .await();

    Future<Appended> holdsUp = writers.append(message(other, ALICE, "leaves at once"));
    Future<ActionResult> unheard =
        writers.act(Action.of("pin_message", chat, EVE, target, true, 50));
    Future<Appended> good = writers.append(message(other, BOB, "good"));

    assertThat(holdsUp.await()).isInstanceOf(Appended.Stored.class);
    assertThat(unheard.await()).isEqualTo(new ActionResult.Unchanged(target));
    assertThat(good.await()).isInstanceOf(Appended.Stored.class);
  }

  @Test
  void twoNodesThatWriteTheSameConversationsDoNotWaitForEachOtherForEver(Vertx other) {
    EventWriters elsewhere = Chat.writers(other, database, 1);
    List<ConversationId> chats =
        Stream.generate(() -> Chat.group(database, ALICE, BOB)).limit(8).toList();
    List<Long> targets = chats.stream().map(chat -> said(chat, "target")).toList();

    List<Future<Appended>> appended = new ArrayList<>();
    List<Future<ActionResult>> acted = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      int here = i % chats.size();
      int there = chats.size() - 1 - here;
      appended.add(writers.append(message(chats.get(here), ALICE, "a" + i)));
      acted.add(writers.act(react(chats.get(there), targets.get(there), i % 16 < 8)));
      appended.add(elsewhere.append(message(chats.get(there), BOB, "b" + i)));
      acted.add(elsewhere.act(react(chats.get(here), targets.get(here), i % 16 < 8)));
    }

    assertThat(results(appended)).hasOnlyElementsOfType(Appended.Stored.class);
    assertThat(results(acted)).noneMatch(ActionResult.Refused.class::isInstance);
    assertThat(deadlocks()).isZero();
  }

  private record Link(long seq, long xid, long previousXid) {

    static Link of(Appended appended) {
      Appended.Stored stored = (Appended.Stored) appended;
      return new Link(stored.seq(), stored.xid(), stored.previousXid());
    }

    static Link of(ActionResult result) {
      ActionResult.Written written = (ActionResult.Written) result;
      return new Link(
          written.stored().event().seq(), written.stored().xid(), written.previousXid());
    }
  }

  private static Action react(ConversationId chat, long target, boolean added) {
    return Action.of("react_to_message", chat, ALICE, target, "👍", added, 50, 10);
  }

  private static long said(ConversationId chat, String clientId) {
    return ((Appended.Stored) writers.append(message(chat, ALICE, clientId)).await()).seq();
  }

  private static <T> List<T> results(List<Future<T>> answers) {
    return answers.stream().map(answer -> answer.await()).toList();
  }

  private static List<StoredEvent> log(ConversationId chat) {
    return new EventRepository(database, Clock.systemUTC()).after(ALICE, chat, 1, 1_000).await();
  }

  private static long deadlocks() {
    return database
        .run("select deadlocks from pg_stat_database where datname = current_database()")
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
