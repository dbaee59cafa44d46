package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.MentionRepository;
import dev.starling.persistence.conversation.MentionRepository.Mentionable;
import dev.starling.persistence.conversation.Watermark;
import dev.starling.persistence.conversation.WatermarkWriter;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Mentions are counted right after everything that may happen to a message.
@ExtendWith(VertxExtension.class)
class MentionsIT {

  private static final long TWO_DAYS = 172_800;
  private static final UserId FAR = new UserId(Long.MAX_VALUE);

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static WatermarkWriter watermarks;

  private final AtomicLong names = new AtomicLong();
  private ConversationId chat;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    watermarks = new WatermarkWriter(vertx, database);
  }

  @BeforeEach
  void openChat() {
    chat = Chat.group(database, ALICE, BOB, FAR); // Its owner is Alice.
  }

  @Test
  void mentionsOfOthersAreCountedUntilTheyAreRead() {
    say(ALICE, List.of(BOB), false);
    long second = say(ALICE, List.of(BOB, FAR), true);
    say(BOB, List.of(BOB), true);

    assertThat(mentions(BOB)).isEqualTo(2);
    assertThat(mentions(FAR)).isEqualTo(2);
    assertThat(mentions(ALICE)).isEqualTo(1);

    assertThat(watermarks.mark(new Watermark(chat, BOB, second, second)).await()).isPresent();
    assertThat(mentions(BOB)).isZero();
    assertThat(mentions(FAR)).isEqualTo(2);
  }

  @Test
  void anEditMentionsAnew() {
    long seq = say(ALICE, List.of(BOB), true);

    ActionResult edited = edit(seq, "@far", detail(List.of(FAR), false));

    assertThat(((ActionResult.Written) edited).stored().event())
        .isInstanceOfSatisfying(
            ConversationEvent.Edited.class,
            event -> {
              assertThat(event.mentions()).containsExactly(FAR);
              assertThat(event.mentionsAll()).isNull();
            });
    assertThat(mentions(BOB)).isZero();
    assertThat(mentions(FAR)).isEqualTo(1);
    assertThat(detailOf(seq).mentions()).containsExactly(FAR);
    assertThat(detailOf(seq).mentionsAll()).isNull();

    assertThat(edit(seq, "nobody", null)).isInstanceOf(ActionResult.Written.class);
    assertThat(mentions(FAR)).isZero();
    assertThat(detailOf(seq)).isNull();
  }

  @Test
  void whatIsDeletedMentionsNobodyNorDoItsEdits() {
    long seq = say(ALICE, List.of(BOB), false);
    long edit =
        ((ActionResult.Written) edit(seq, "@far", detail(List.of(FAR), true)))
            .stored()
            .event()
            .seq();

    assertThat(actions.run(Action.of("delete_message", chat, ALICE, seq)).await())
        .isInstanceOf(ActionResult.Written.class);

    assertThat(mentions(BOB)).isZero();
    assertThat(mentions(FAR)).isZero();
    assertThat(event(edit))
        .isInstanceOfSatisfying(
            ConversationEvent.Edited.class,
            event -> assertThat(event.mentions()).as("mentions of its edit").isNull());
    assertThat(
            database.run("select 1 from mention where conversation_id = $1", chat.value()).await())
        .isEmpty();
  }

  @Test
  void mentionsAreStoredOnTheSlowPathToo() {
    NewMessage one = message(ALICE, List.of(BOB), false);
    assertThat(writers.append(one).await()).isInstanceOf(Appended.Stored.class);
    assertThat(writers.append(one).await()).isInstanceOf(Appended.StoredBefore.class);
    NewMessage strangers = message(EVE, List.of(BOB), true);

    var stranger = writers.append(strangers);
    var slow = writers.append(message(ALICE, List.of(BOB), true));

    assertThat(stranger.await()).isInstanceOf(Appended.Refused.class);
    assertThat(slow.await()).isInstanceOf(Appended.Stored.class);
    assertThat(mentions(BOB)).isEqualTo(2);
  }

  @Test
  void onlyMembersAreMentionableAndEverybodyByAdminsOfLargeGroups() {
    MentionRepository repository = new MentionRepository(database);
    List<UserId> people = List.of(ALICE, EVE, FAR);

    assertThat(repository.mentionable(chat, people, BOB, 3).await())
        .isEqualTo(new Mentionable(Set.of(ALICE, FAR), true));
    assertThat(repository.mentionable(chat, people, BOB, 2).await().mayMentionAll()).isFalse();
    assertThat(repository.mentionable(chat, people, ALICE, 2).await().mayMentionAll()).isTrue();
  }

  private ActionResult edit(long seq, String text, String mentions) {
    return actions
        .run(Action.of("edit_message", chat, ALICE, seq, text, TWO_DAYS, mentions))
        .await();
  }

  @CanIgnoreReturnValue
  private long say(UserId sender, List<UserId> who, boolean all) {
    return ((Appended.Stored) writers.append(message(sender, who, all)).await()).seq();
  }

  private NewMessage message(UserId sender, List<UserId> who, boolean all) {
    return new NewMessage(chat, sender, "n" + names.incrementAndGet(), "text", detail(who, all));
  }

  private static String detail(List<UserId> who, boolean all) {
    return Json.write(MessageDetail.NONE.mentioning(who, all));
  }

  private long mentions(UserId reader) {
    return new ConversationRepository(database, Clock.systemUTC())
        .find(reader, chat)
        .await()
        .orElseThrow()
        .mentions();
  }

  private ConversationEvent event(long seq) {
    return new EventRepository(database, Clock.systemUTC())
        .find(BOB, chat, seq)
        .await()
        .orElseThrow();
  }

  private MessageDetail detailOf(long seq) {
    return ((ConversationEvent.Message) event(seq)).detail();
  }
}
