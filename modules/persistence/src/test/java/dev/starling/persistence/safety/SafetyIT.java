package dev.starling.persistence.safety;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.People;
import dev.starling.persistence.contact.ContactRepository;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.ReportId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.safety.NewReport;
import dev.starling.wire.safety.Reason;
import dev.starling.wire.safety.ReportState;
import dev.starling.wire.safety.Resolution;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Blocks, requests and reports, as the schema keeps them.
@ExtendWith(VertxExtension.class)
class SafetyIT {

  private static final int REQUEST_MESSAGES = 2;
  private static final int REPORTS_A_DAY = 3;
  private static final AtomicLong IDS = new AtomicLong(10_000);

  private static Database database;
  private static EventWriters writers;
  private static ContactRepository contacts;
  private static ConversationRepository conversations;
  private static ReportRepository reports;

  private UserId alice;
  private UserId bob;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    contacts = new ContactRepository(database);
    conversations = new ConversationRepository(database, Clock.systemUTC());
    reports = new ReportRepository(database);
  }

  @BeforeEach
  void twoPeople() {
    alice = person();
    bob = person();
  }

  @Test
  void whoIsBlockedWritesAsEverAndIsNotHeard() {
    ConversationId chat = open(alice);
    stored(say(chat, alice));
    block(bob, alice);

    Appended.Stored unheard = stored(say(chat, alice));

    assertThat(unheard.isWithheld()).isTrue();
    assertThat(texts(chat, alice)).doesNotContainNull().hasSize(2);
    assertThat(texts(chat, bob)).hasSize(2).last().isNull();
  }

  @Test
  void whoBlocksCannotWriteThereUntilTheyBlockNoMore() {
    ConversationId chat = open(alice);
    block(bob, alice);

    assertThat(say(chat, bob)).isEqualTo(refused(ErrorCode.BLOCKED));
    contacts.unblock(bob, alice).await();

    assertThat(stored(say(chat, bob)).isWithheld()).isFalse();
    assertThat(stored(say(chat, alice)).isWithheld()).isFalse();
  }

  @Test
  void nobodyOpensAConversationWithWhomTheyHaveBlocked() {
    block(bob, alice);

    assertThat(
            conversations
                .openDirect(newConversation(), bob, both(), REQUEST_MESSAGES)
                .transform(Future::succeededFuture)
                .await()
                .cause())
        .isInstanceOfSatisfying(
            Failure.Forbidden.class,
            forbidden -> assertThat(forbidden.code()).isEqualTo(ErrorCode.BLOCKED));
  }

  @Test
  void aStrangerMayWriteSoManyMessagesUntilTheyAreAnswered() {
    asksStrangersFirst(bob);
    ConversationId chat = open(alice);
    stored(say(chat, alice));
    stored(say(chat, alice));

    assertThat(say(chat, alice)).isEqualTo(refused(ErrorCode.REQUEST_PENDING));
    stored(say(chat, bob));

    stored(say(chat, alice));
    assertThat(requests(bob)).isEmpty();
  }

  @Test
  void aRequestIsAmongThoseOfWhoIsAskedUntilItIsAnswered() {
    asksStrangersFirst(bob);
    ConversationId chat = open(alice);
    stored(say(chat, alice));
    assertThat(requests(bob)).containsExactly(chat);

    assertThat(conversations.answerRequest(bob, chat, true).await())
        .isEqualTo(new ConversationRepository.RequestAnswered(null, alice));

    assertThat(requests(bob)).isEmpty();
    assertThat(conversations.answerRequest(bob, chat, true).await().sender()).isNull();
    assertThat(conversations.answerRequest(person(), chat, true).await().refusal())
        .isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void whoIsAContactNeedNotAsk() {
    asksStrangersFirst(bob);
    contacts.addContact(bob, alice, Instant.now()).await();

    ConversationId chat = open(alice);

    for (int i = 0; i <= REQUEST_MESSAGES; i++) {
      stored(say(chat, alice));
    }
  }

  @Test
  void blocksAndMessagesAtTheSameTimeLeaveWhatTheLastOfThemSays() {
    ConversationId chat = open(alice);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(
          i % 2 == 0 ? contacts.block(bob, alice, Instant.now()) : contacts.unblock(bob, alice));
      all.add(writers.append(Chat.message(chat, alice, "a" + i)));
    }
    Future.all(all).await();

    contacts.unblock(bob, alice).await();
    assertThat(stored(say(chat, alice)).isWithheld()).isFalse();
    block(bob, alice);
    assertThat(stored(say(chat, alice)).isWithheld()).isTrue();
  }

  @Test
  void theSameReportIsFiledOnceAndADayHasItsLimit() {
    ReportRepository.Filed first = file(person());
    UserId second = person();
    ReportRepository.Filed filed = file(second);

    assertThat(first.isNew()).isTrue();
    assertThat(file(second)).isEqualTo(new ReportRepository.Filed(null, null, filed.id(), false));
    assertThat(file(person()).isNew()).isTrue();
    ReportRepository.Filed tooMany = file(person());
    assertThat(tooMany.refusal()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    assertThat(tooMany.retryAfter())
        .isBetween(Duration.ofHours(23), Duration.ofDays(1).plusSeconds(1));
  }

  @Test
  void nobodyReportsThemselvesOrWhatTheyCannotSee() {
    ConversationId chat = open(alice);
    UserId stranger = person();

    assertThat(file(alice).refusal()).isEqualTo(ErrorCode.NOT_ALLOWED);
    assertThat(file(new UserId(1)).refusal()).isEqualTo(ErrorCode.USER_NOT_FOUND);
    assertThat(
            reports
                .file(
                    newReport(),
                    stranger,
                    new NewReport(chat, null, null, null, Reason.SPAM, null),
                    REPORTS_A_DAY)
                .await()
                .refusal())
        .isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void aReportBelongsToTheModeratorWhoTookIt() {
    UserId one = person();
    UserId other = person();
    ReportId report = file(bob).id();

    assertThat(reports.take(report, one).await()).isEmpty();
    assertThat(reports.take(report, one).await()).isEmpty();
    assertThat(reports.take(report, other).await()).contains(ErrorCode.REPORT_TAKEN);
    reports.resolve(report, other, Resolution.DISMISS, null).await();
    assertThat(reports.find(report).await().orElseThrow().state()).isEqualTo(ReportState.TAKEN);
    reports.resolve(report, one, Resolution.DISMISS, null).await();

    assertThat(reports.find(report).await().orElseThrow().state()).isEqualTo(ReportState.RESOLVED);
    assertThat(reports.history(report).await()).hasSize(2);
    assertThat(reports.take(newReport(), one).await()).contains(ErrorCode.REPORT_NOT_FOUND);
  }

  private static UserId person() {
    long id = IDS.incrementAndGet();
    new AccountRepository(database).add(People.person(id, "person" + id, "Person")).await();
    return new UserId(id);
  }

  private static void asksStrangersFirst(UserId user) {
    database
        .run(
            "insert into privacy_setting (user_id, messages) values ($1, 'contacts')", user.value())
        .await();
  }

  private static void block(UserId owner, UserId blocked) {
    assertThat(contacts.block(owner, blocked, Instant.now()).await()).isTrue();
  }

  private List<UserId> both() {
    return Stream.of(alice, bob).sorted().toList();
  }

  private ConversationId open(UserId by) {
    return conversations.openDirect(newConversation(), by, both(), REQUEST_MESSAGES).await().id();
  }

  private static ConversationId newConversation() {
    return new ConversationId(IDS.incrementAndGet());
  }

  private static Appended say(ConversationId chat, UserId sender) {
    return writers.append(Chat.message(chat, sender, "n" + IDS.incrementAndGet())).await();
  }

  @CanIgnoreReturnValue
  private static Appended.Stored stored(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Stored.class);
    return (Appended.Stored) appended;
  }

  private static Appended refused(ErrorCode why) {
    return new Appended.Refused(why, null);
  }

  private static List<String> texts(ConversationId chat, UserId reader) {
    return new EventRepository(database, Clock.systemUTC())
        .after(reader, chat, 0, 100).await().stream()
            .map(StoredEvent::event)
            .filter(ConversationEvent.Message.class::isInstance)
            .map(event -> ((ConversationEvent.Message) event).text())
            .toList();
  }

  private static List<ConversationId> requests(UserId user) {
    return conversations.newestFirst(user, null, 10, true).await().stream()
        .map(conversation -> conversation.id())
        .toList();
  }

  private static ReportId newReport() {
    return new ReportId(IDS.incrementAndGet());
  }

  private ReportRepository.Filed file(UserId about) {
    return reports
        .file(
            newReport(),
            alice,
            new NewReport(null, null, about, null, Reason.SPAM, null),
            REPORTS_A_DAY)
        .await();
  }
}
