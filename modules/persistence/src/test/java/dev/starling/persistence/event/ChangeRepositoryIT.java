package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.Position;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ChangeRepositoryIT {

  private static Database database;
  private static ChangeRepository changes;
  private static PgConnection connection;

  private static long users = 500;

  private final UserId alice = new UserId(++users);
  private final UserId bob = new UserId(++users);

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    changes = new ChangeRepository(database);
    connection = database.connect().await();
  }

  @Test
  void aResumeSeesTheConversationsThatChangedSinceAndNoOthers() {
    ConversationId quiet = Chat.direct(database, alice, bob);
    ConversationId busy = Chat.group(database, alice, bob);
    append(quiet, "before");
    Position position = changes.now().await();

    append(busy, "after");

    Changes since = changes.since(position, alice, 10).await();
    assertThat(since.changes()).extracting(Change::conversation).containsExactly(busy);
    assertThat(since.changes().getFirst().headSeq()).isEqualTo(2);
    assertThat(changes.since(since.asOf(), alice, 10).await().changes()).isEmpty();
  }

  @Test
  void somebodyElsesConversationsAreNotSeen() {
    Position position = changes.now().await();
    append(Chat.group(database, bob), "not alice's");

    assertThat(changes.since(position, alice, 10).await().changes()).isEmpty();
  }

  @Test
  void aTransactionUnderWayAtThePositionIsSeenOnceItCommits() {
    ConversationId chat = Chat.direct(database, alice, bob);
    connection.query("begin").execute().await();
    new AppendBatch(List.of(message(chat, alice, "slow")), new KnownSenders(1))
        .run(connection)
        .await();
    Position position = changes.now().await();
    append(Chat.group(database, bob), "another one's, which commits first");

    assertThat(changes.since(position, alice, 10).await().changes()).isEmpty();
    connection.query("commit").execute().await();

    assertThat(changes.since(position, alice, 10).await().changes())
        .extracting(Change::conversation)
        .containsExactly(chat);
    assertThat(changes.since(position.snapshot()).await().changes())
        .extracting(Change::conversation)
        .contains(chat);
  }

  @Test
  void ofTooManyTheLatestAreSeenTheLongestUnchangedFirst() {
    Position position = changes.now().await();
    ConversationId first = Chat.group(database, alice);
    ConversationId second = Chat.group(database, alice);
    ConversationId third = Chat.group(database, alice);

    assertThat(changes.since(position, alice, 10).await().changes())
        .extracting(Change::conversation)
        .containsExactly(first, second, third);
    assertThat(changes.since(position, alice, 2).await().changes())
        .extracting(Change::conversation)
        .containsExactly(second, third);
  }

  @Test
  void theClusterSeesEveryBatchOnce() {
    Position position = changes.now().await();
    ConversationId chat = Chat.direct(database, alice, bob);
    append(chat, "one");
    append(chat, "two");

    Changes since = changes.since(position.snapshot()).await();

    assertThat(since.changes())
        .filteredOn(change -> change.conversation().equals(chat))
        .extracting(Change::headSeq)
        .containsExactly(1L, 2L);
    assertThat(changes.since(since.asOf().snapshot()).await().changes()).isEmpty();
  }

  @Test
  void theLastEventOfASnapshotIsFoundWalkingBackFromTheHead() {
    ConversationId chat = Chat.direct(database, alice, bob);
    EventRepository events = new EventRepository(database, Clock.systemUTC());
    Position before = changes.now().await();
    append(chat, "one");
    append(chat, "two");
    Position between = changes.now().await();
    append(chat, "three");

    assertThat(events.lastIn(before.snapshot(), chat).await()).isZero();
    assertThat(events.lastIn(between.snapshot(), chat).await()).isEqualTo(2);
    assertThat(events.lastIn(changes.now().await().snapshot(), chat).await()).isEqualTo(3);
  }

  @Test
  void aConversationThatWakesUpAfterDaysIsFoundByItsDay() {
    ConversationId chat = Chat.direct(database, alice, bob);
    append(chat, "long ago");
    database
        .run("update conversation set active_on = active_on - 9 where id = $1", chat.value())
        .await();
    database
        .run(
            "update conversation_member set active_on = active_on - 9 where conversation_id = $1",
            chat.value())
        .await();
    Position position = changes.now().await();
    assertThat(changes.since(position, alice, 10).await().changes()).isEmpty();

    append(chat, "again");

    assertThat(changes.since(position, alice, 10).await().changes())
        .extracting(Change::conversation)
        .containsExactly(chat);
  }

  @Test
  void oldChangesAreForgottenAndRecentOnesKept() {
    Position position = changes.now().await();
    ConversationId chat = Chat.direct(database, alice, bob);
    append(chat, "old");
    database
        .run(
            "update recent_change set at = at - make_interval(secs => $1)",
            (double) ChangeRepository.RECENT_FOR.plus(Duration.ofSeconds(1)).toSeconds())
        .await();
    append(chat, "recent");

    changes.forgetOld().await();

    assertThat(changes.since(position.snapshot()).await().changes())
        .filteredOn(change -> change.conversation().equals(chat))
        .extracting(Change::headSeq)
        .containsExactly(2L);
  }

  private static int names;

  private void append(ConversationId chat, String text) {
    UserId sender =
        new UserId(
            database
                .run(
                    "select min(user_id) from conversation_member where conversation_id = $1",
                    chat.value())
                .await()
                .iterator()
                .next()
                .getLong(0));
    Appended appended =
        AppendEach.run(connection, List.of(new NewMessage(chat, sender, "c" + ++names, text)))
            .await()
            .getFirst();
    assertThat(appended).isInstanceOf(Appended.Stored.class);
  }
}
