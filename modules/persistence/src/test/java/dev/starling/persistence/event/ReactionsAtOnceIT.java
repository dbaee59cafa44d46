package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `react_to_messages` is `react_to_message` for many: the same reactions leave the same behind and
/// are answered alike, whether they come together or each by itself.
@ExtendWith(VertxExtension.class)
class ReactionsAtOnceIT {

  private static final int CHATS = 60;
  private static final int MESSAGES = 3;
  private static final int REACTIONS = 1_500;

  /// So few that most are the only one of their conversation.
  private static final int WAVE = 50;

  private static final int EMOJIS_MAX = 3;
  private static final int OWN_MAX = 2;

  private static Database database;
  private static EventWriters writers;

  private record Reaction(int chat, UserId user, long target, String emoji, boolean added) {

    Action in(List<ConversationId> chats) {
      return Action.of(
          "react_to_message", chats.get(chat), user, target, emoji, added, EMOJIS_MAX, OWN_MAX);
    }
  }

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
  }

  @Test
  void togetherIsAsEachByItself() {
    long seed = ThreadLocalRandom.current().nextLong();
    List<ConversationId> together = chats();
    List<ConversationId> alone = chats();
    List<Reaction> reactions = reactions(new Random(seed));

    ActionWriter one = new ActionWriter(database);
    List<String> answers = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int from = 0; from < REACTIONS; from += WAVE) {
      List<Reaction> wave = reactions.subList(from, from + WAVE);
      List<Future<ActionResult>> atOnce =
          wave.stream().map(reaction -> writers.act(reaction.in(together))).toList();
      atOnce.forEach(answer -> answers.add(told(answer.await())));
      wave.forEach(reaction -> expected.add(told(one.run(reaction.in(alone)).await())));
    }

    assertThat(answers).as("seed %d", seed).isEqualTo(expected);
    for (int chat = 0; chat < CHATS; chat++) {
      assertThat(events(together.get(chat))).as("seed %d", seed).isEqualTo(events(alone.get(chat)));
      assertThat(reactors(together.get(chat)))
          .as("seed %d", seed)
          .isEqualTo(reactors(alone.get(chat)));
    }
    assertThat(batches(together)).isLessThan(2 * REACTIONS / WAVE);
  }

  @Test
  void theReconciliationOfEveryNodeHearsOfEach() {
    List<ConversationId> chats = chats();
    List<Future<ActionResult>> answers = new ArrayList<>();
    for (int chat = 0; chat < CHATS; chat++) {
      answers.add(writers.act(new Reaction(chat, ALICE, 2, "👍", true).in(chats)));
    }
    answers.forEach(answer -> answer.await());

    for (ConversationId chat : chats) {
      assertThat(
              rows(
                  """
                  select h.head || ' ' || h.version from recent_change
                   cross join unnest(conversations, heads, member_versions) as h(id, head, version)
                   where h.id = $1 order by h.head desc limit 1
                  """,
                  chat))
          .containsExactly(
              rows("select last_seq || ' ' || member_version from conversation where id = $1", chat)
                  .getFirst());
    }
  }

  /// Strangers, messages that are not there or deleted, and what was done before, are among them.
  private static List<Reaction> reactions(Random random) {
    List<UserId> users = List.of(ALICE, BOB, EVE);
    List<String> emojis = List.of("👍", "🎉", "😀", "❤️");
    return Stream.generate(
            () ->
                new Reaction(
                    random.nextInt(CHATS),
                    users.get(random.nextInt(users.size())),
                    1 + random.nextInt(MESSAGES + 3),
                    emojis.get(random.nextInt(emojis.size())),
                    random.nextInt(3) > 0))
        .limit(REACTIONS)
        .toList();
  }

  /// Groups, which begin with an event that is no message; the last message is deleted.
  private static List<ConversationId> chats() {
    List<ConversationId> chats =
        Stream.generate(() -> Chat.group(database, ALICE, BOB)).limit(CHATS).toList();
    for (ConversationId chat : chats) {
      for (int i = 0; i < MESSAGES; i++) {
        writers.append(message(chat, ALICE, "m" + i)).await();
      }
      writers.act(Action.of("delete_message", chat, ALICE, (long) MESSAGES + 1)).await();
    }
    return chats;
  }

  private static String told(ActionResult result) {
    return switch (result) {
      case ActionResult.Written written -> "written " + written.stored().event().seq();
      case ActionResult.Unchanged unchanged -> unchanged.toString();
      case ActionResult.Refused refused -> refused.toString();
    };
  }

  private static List<String> events(ConversationId chat) {
    return rows(
        """
        select concat_ws('|', seq, kind, sender_id, body, target, detail, state - 'deletedAt')
          from event where conversation_id = $1 order by seq
        """,
        chat);
  }

  private static List<String> reactors(ConversationId chat) {
    return rows(
        """
        select concat_ws('|', seq, emoji, user_id) from reaction
         where conversation_id = $1 order by seq, emoji, user_id
        """,
        chat);
  }

  private static long batches(List<ConversationId> chats) {
    return chats.stream()
        .flatMap(
            chat ->
                rows("select xid::text from event where conversation_id = $1 and kind = 4", chat)
                    .stream())
        .distinct()
        .count();
  }

  private static List<String> rows(String query, ConversationId chat) {
    List<Row> rows = Rows.list(database.run(query, chat.value()).await(), row -> row);
    return rows.stream().map(row -> row.getString(0)).toList();
  }
}
