package dev.starling.persistence.personal;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.PersistenceVerticle;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.WriterConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the schema keeps for one person, and what it does when a time has come.
@ExtendWith(VertxExtension.class)
class PersonalIT {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final AtomicLong IDS = new AtomicLong(50_000);

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;

  private ConversationId chat;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = new EventWriters(1);
    vertx
        .deployVerticle(new PersistenceVerticle(database, WriterConfig.DEFAULTS, writers, 0))
        .await();
    actions = new ActionWriter(database);
  }

  @BeforeEach
  void openChat() {
    chat = Chat.group(database, ALICE, BOB);
  }

  @Test
  void everybodyHasOneConversationWithThemselves() {
    ConversationId own = own(EVE);

    assertThat(own(EVE)).isEqualTo(own);
    assertThat(own(BOB)).isNotEqualTo(own);
  }

  @Test
  void erasingWhatHasExpiredChangesNothingThatAnybodyReads() {
    act("set_timer", chat.value(), ALICE.value(), 60);
    long seq = say("secret words", null);
    act("react_to_message", chat.value(), BOB.value(), seq, "👍", true, 50, 10);
    act("edit_message", chat.value(), ALICE.value(), seq, "secret words, too", 999L);
    act("pin_message", chat.value(), ALICE.value(), seq, true, 100);
    act("set_timer", chat.value(), ALICE.value(), null);
    long answer = say("what?", "{\"replyTo\":%d,\"quote\":\"words\"}".formatted(seq));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(61));
    String before = shown(later);

    int erased = new ExpiryRepository(database).erase(later.instant(), 10).await();

    assertThat(erased).isEqualTo(1);
    assertThat(shown(later)).isEqualTo(before);
    assertThat(before).doesNotContain("secret").doesNotContain("words").contains("what?");
    assertThat(
            database
                .run(
                    "select 1 from event where conversation_id = $1 and body like 'secret%'",
                    chat.value())
                .await()
                .size())
        .isZero();
    assertThat(answer).isGreaterThan(seq);
    assertThat(new ExpiryRepository(database).erase(later.instant(), 10).await()).isZero();
  }

  @Test
  void nothingIsPushedToWhoHasMutedOrHiddenIt() {
    long seq = say("one", null);
    assertThat(wantsPush(seq)).isTrue();

    act("hide_message", own(BOB).value(), BOB.value(), chat.value(), seq);
    assertThat(wantsPush(seq)).isFalse();
    assertThat(wantsPush(say("two", null))).isTrue();
    mute(Instant.now().plusSeconds(60));
    assertThat(wantsPush(say("three", null))).isFalse();
    mute(Instant.EPOCH);
    assertThat(wantsPush(say("four", null))).isTrue();
  }

  @Test
  void whatOneNodeHasClaimedAnotherTakesWhenItsLeaseIsOver() {
    ScheduledRepository scheduled = new ScheduledRepository(database);
    schedule("a", Instant.now().plusMillis(1));
    schedule("b", Instant.now().plusSeconds(3_600));
    ClaimedMessage claimed = claimWhenDue(scheduled);

    assertThat(claimed.sender()).isEqualTo(ALICE);
    assertThat(claimed.message().clientId()).isEqualTo("a/1");
    assertThat(scheduled.claim(10, LEASE).await()).isEmpty();
    assertThat(
            run(
                "change_scheduled",
                own(ALICE).value(),
                ALICE.value(),
                claimed.id().value(),
                null,
                null))
        .isEqualTo(new ActionResult.Refused(ErrorCode.SCHEDULED_NOT_FOUND, null));
    endLeases();
    assertThat(scheduled.claim(10, LEASE).await()).containsExactly(claimed);
    settle(claimed, null);
    assertThat(
            run("settle_scheduled", own(ALICE).value(), ALICE.value(), claimed.id().value(), null))
        .isInstanceOf(ActionResult.Unchanged.class);
    endLeases();
    assertThat(scheduled.claim(10, LEASE).await()).isEmpty();
  }

  @Test
  void whatCouldNotBeSentSaysWhyAndIsTriedAgainOnceChanged() {
    ScheduledRepository scheduled = new ScheduledRepository(database);
    schedule("c", Instant.now().plusMillis(1));
    ClaimedMessage claimed = claimWhenDue(scheduled);
    settle(claimed, ErrorCode.NOT_A_MEMBER);
    endLeases();

    Scheduled failed = scheduled.find(ALICE, claimed.id()).await().orElseThrow();
    assertThat(failed.failure()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(scheduled.claim(10, LEASE).await()).isEmpty();
    act("change_scheduled", own(ALICE).value(), ALICE.value(), claimed.id().value(), "again", null);
    assertThat(scheduled.claim(10, LEASE).await())
        .extracting(again -> again.message().text())
        .containsExactly("again");
    settle(claimed, null);
  }

  private ClaimedMessage claimWhenDue(ScheduledRepository scheduled) {
    List<ClaimedMessage> claimed = List.of();
    for (Instant end = Instant.now().plusSeconds(10);
        claimed.isEmpty() && Instant.now().isBefore(end); ) {
      claimed = scheduled.claim(10, LEASE).await();
    }
    return claimed.getFirst();
  }

  private void schedule(String clientId, Instant due) {
    // What is to be due at once may be so already when it arrives.
    OffsetDateTime later = time(Instant.now().plusSeconds(60));
    long id = IDS.incrementAndGet();
    act(
        "schedule_messages",
        own(ALICE).value(),
        ALICE.value(),
        chat.value(),
        clientId,
        "text",
        new Long[] {id},
        new OffsetDateTime[] {later},
        100,
        new Long[0]);
    database.run("update scheduled_message set due = $2 where id = $1", id, time(due)).await();
  }

  private void settle(ClaimedMessage claimed, ErrorCode failure) {
    act(
        "settle_scheduled",
        own(ALICE).value(),
        ALICE.value(),
        claimed.id().value(),
        failure == null ? null : failure.name());
  }

  private static void endLeases() {
    database.run("update scheduled_message set claimed_until = now() - interval '1 s'").await();
  }

  private boolean wantsPush(long seq) {
    return database
        .run("select wants_push($1, $2, $3, $4)", chat.value(), BOB.value(), ALICE.value(), seq)
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }

  private void mute(Instant until) {
    act(
        "change_settings",
        own(BOB).value(),
        BOB.value(),
        chat.value(),
        time(until),
        null,
        null,
        null);
  }

  private String shown(Clock clock) {
    EventRepository events = new EventRepository(database, clock);
    ConversationRepository conversations = new ConversationRepository(database, clock);
    return events.after(BOB, chat, 0, 100).await()
        + " "
        + events.pinned(BOB, chat).await()
        + " "
        + conversations.find(BOB, chat).await();
  }

  private static ConversationId own(UserId user) {
    return new ConversationRepository(database, Clock.systemUTC())
        .own(new ConversationId(IDS.incrementAndGet()), user)
        .await()
        .id();
  }

  private long say(String text, String detail) {
    String clientId = "n" + IDS.incrementAndGet();
    NewMessage message = new NewMessage(chat, ALICE, clientId, text, detail);
    return ((Appended.Stored) writers.append(message).await()).seq();
  }

  private static void act(String function, Object... parameters) {
    assertThat(run(function, parameters)).isInstanceOf(ActionResult.Written.class);
  }

  private static ActionResult run(String function, Object... parameters) {
    ConversationId conversation = new ConversationId((Long) parameters[0]);
    return actions.run(new Action(conversation, function, Arrays.asList(parameters))).await();
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
