package dev.starling.persistence.event;

import static dev.starling.persistence.account.People.person;
import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A writer remembers who wrote; whether they still may is known to PostgreSQL alone.
@ExtendWith(VertxExtension.class)
class KnownSendersIT {

  private static final UserId DAVE = new UserId(44);

  private static Database database;
  private static EventWriters writers;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leave_group($1, $2)",
        "remove_member($1, $3, $2, null)",
        "ban_member($1, $3, $2, null)",
        "delete_conversation($1, $3, (own_conversation($3, 900)).id)"
      })
  void whoIsNoMemberAnyMoreIsRefused(String end) {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    wrote(chat, BOB, "known");
    wrote(chat, BOB, "and used");

    sql(
        "select $1::bigint, $2::bigint, $3::bigint, " + end,
        chat.value(),
        BOB.value(),
        ALICE.value());

    assertThat(writers.append(message(chat, BOB, "late")).await())
        .isEqualTo(new Appended.Refused(ErrorCode.NOT_A_MEMBER, null));
  }

  @Test
  void whoComesBackMayWriteAgain() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    wrote(chat, BOB, "known");
    sql("select leave_group($1, $2)", chat.value(), BOB.value());
    assertThat(writers.append(message(chat, BOB, "late")).await())
        .isInstanceOf(Appended.Refused.class);

    sql(
        "select add_members($1, $2, array[$3]::bigint[], 100)",
        chat.value(),
        ALICE.value(),
        BOB.value());

    wrote(chat, BOB, "back");
    wrote(chat, ALICE, "welcome");
  }

  @Test
  void nobodyWritesIntoTheNotesOfADeletedAccount() {
    new AccountRepository(database).add(person(DAVE.value(), "dave", "Dave")).await();
    sql("select own_conversation($1, 800)", DAVE.value());
    ConversationId notes = new ConversationId(800);
    wrote(notes, DAVE, "known");

    sql("select delete_account($1, now())", DAVE.value());

    assertThat(writers.append(message(notes, DAVE, "late")).await())
        .isEqualTo(new Appended.Refused(ErrorCode.NOT_A_MEMBER, null));
  }

  @Test
  void whoeverIsTakenOutWhileTwoNodesWriteHasTheLastWordBeforeThat(Vertx other) {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    EventWriters elsewhere = Chat.writers(other, database, 1);
    wrote(chat, BOB, "known");

    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(writers.append(message(chat, BOB, "b" + i)));
      answers.add(elsewhere.append(message(chat, ALICE, "a" + i)));
    }
    sql("select remove_member($1, $2, $3, null)", chat.value(), ALICE.value(), BOB.value());
    for (int i = 300; i < 400; i++) {
      answers.add(writers.append(message(chat, BOB, "b" + i)));
    }
    answers.forEach(answer -> answer.await());

    assertThat(
            number(
                """
                select count(*) from event e
                  join former_member f using (conversation_id)
                 where conversation_id = $1 and e.sender_id = f.user_id and e.seq > f.until_seq
                """,
                chat))
        .isZero();
    assertThat(number("select max(seq) - count(*) from event where conversation_id = $1", chat))
        .isZero();
  }

  /// What nobody does: shows that it is the version that counts, and for one connection only.
  @Test
  void theMemberListIsNotReadAgainWhileItHasTheSameVersion() {
    ConversationId chat = Chat.group(database, ALICE, BOB);
    wrote(chat, BOB, "known");
    sql(
        "delete from conversation_member where conversation_id = $1 and user_id = $2",
        chat.value(),
        BOB.value());

    wrote(chat, BOB, "still known");

    sql(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like '%append_batch%' and pid <> pg_backend_pid()
        """);
    assertThat(writers.append(message(chat, BOB, "known to nobody")).await())
        .isEqualTo(new Appended.Refused(ErrorCode.NOT_A_MEMBER, null));
  }

  private static void wrote(ConversationId chat, UserId sender, String clientId) {
    assertThat(writers.append(message(chat, sender, clientId)).await())
        .isInstanceOf(Appended.Stored.class);
  }

  private static void sql(String statement, Object... parameters) {
    database.run(statement, parameters).await();
  }

  private static long number(String query, ConversationId chat) {
    return database.run(query, chat.value()).await().iterator().next().getLong(0);
  }
}
