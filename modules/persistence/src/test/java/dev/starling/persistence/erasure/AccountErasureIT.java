package dev.starling.persistence.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.DeletionRepository;
import dev.starling.persistence.account.DeletionRepository.Deleted;
import dev.starling.persistence.account.NewAccount;
import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.account.UserRepository;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.erasure.ToldRepository.Told;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.group.Role;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What deleting an account takes away at once, what others hear of it after that, and which tables
/// know the person when it is over.
@ExtendWith(VertxExtension.class)
class AccountErasureIT {

  private static final AtomicLong IDS = new AtomicLong(5_000_000);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String POLL =
      "{\"poll\":{\"question\":\"well?\",\"options\":[\"yes\",\"no\"]}}";

  /// What people keep for themselves, and what others keep of them.
  private static final List<String> KEPT =
      List.of(
          "insert into contact (owner_id, contact_id) values (%1$d, %2$d), (%2$d, %1$d)",
          "insert into block (owner_id, blocked_id) values (%1$d, %2$d), (%2$d, %1$d)",
          "insert into audience_list (id, owner_id, name) values (%3$d, %1$d, 'friends')",
          "insert into audience_list_member values (%1$d, %3$d, %2$d), (%2$d, 0, %1$d)",
          "insert into story_mute (owner_id, author_id) values (%1$d, %2$d)",
          "insert into privacy_setting (user_id) values (%1$d)",
          "insert into last_seen (user_id, at) values (%1$d, now())",
          "insert into moderator (user_id) values (%1$d)",
          "insert into saved_search (user_id, name, search, at) values (%1$d, 'x', '{}', now())",
          "insert into story_setting (user_id, archive) values (%1$d, true)",
          "insert into story_seen (viewer_id, author_id, seen_until) values (%1$d, %2$d, 1)",
          "insert into highlight (id, owner_id, name, cover, place) values (%3$d, %1$d, 'x', 1, 0)",
          """
          insert into push_subscription (id, user_id, session_id, endpoint, p256dh, auth)
          values (%3$d, %1$d, 1, 'https://push', '', '')
          """,
          """
          insert into story_archive (id, author_id, kind, at, expires_at) values (%3$d, %1$d, 0, now(), now())
          """,
          """
          insert into scheduled_message (id, user_id, conversation_id, client_id, place, text, due)
          values (%3$d, %1$d, 1, 'x', 1, 'a secret for later', now() + interval '1 day')
          """);

  /// The id itself, that it was in conversations which others have, and what they have against it.
  /// What brings copies of feeds up to date is forgotten when it has.
  private static final Set<String> STAY =
      Set.of(
          "deleted_account.id",
          "suspension.user_id",
          "former_member.user_id",
          "erasure.asked_by",
          "erasure_part.sender_id",
          "conversation.created_by",
          "event.sender_id",
          "block.blocked_id",
          "story_pull.author_id",
          "story_pull.viewer_id");

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static EventRepository events;
  private static ErasingRepository erasing;
  private static ToldRepository told;
  private static ReceiptRepository receipts;

  private UserId ada;
  private UserId ben;
  private UserId bot;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    events = new EventRepository(database, CLOCK);
    erasing = new ErasingRepository(database);
    told = new ToldRepository(database);
    receipts = new ReceiptRepository(database);
  }

  @BeforeEach
  void people() {
    ada = person("ada");
    ben = person("ben");
    bot = person("bot");
    run("update account set owner_id = %d where id = %d".formatted(ada.value(), bot.value()));
  }

  @Test
  void atOnceNobodySignsInOrFindsThemAndTheIdStaysKnown() {
    AccountRepository accounts = new AccountRepository(database);
    String username = accounts.find(ada).await().orElseThrow().username();
    signIn(ada);
    signIn(bot);

    Deleted deleted = delete(ada).orElseThrow();

    assertThat(deleted.sessions()).hasSize(2);
    assertThat(accounts.credentials(username).await()).isEmpty();
    assertThat(accounts.find(ada).await()).contains(User.deleted(ada));
    assertThat(accounts.find(bot).await()).contains(User.deleted(bot));
    assertThat(new UserRepository(database).named(List.of(ada, ben)).await().get(ada).isThere())
        .isFalse();
    assertThat(
            new PeopleRepository(database)
                .beginningWith(username, PeopleRepository.Place.START, 10)
                .await())
        .isEmpty();
    assertThat(delete(ada)).isEmpty();
    accounts.add(new NewAccount(id(), username, "Another", "hash", Instant.EPOCH)).await();
    assertThat(accounts.credentials(username).await()).isPresent();
  }

  @Test
  void theirMessagesAreFoundByNobodyBeforeAnythingIsErased() {
    ConversationId group = group(ben, ada);
    long hers = say(group, ada, "a secret", null);
    long his = say(group, ben, "no secret", null);

    delete(ada);

    assertThat(found(ben, group, hers, his)).containsExactly("no secret");
    assertThat(
            new SearchRepository(database, CLOCK)
                .newest(ben, group, CLOCK.instant().minusSeconds(60), 100)
                .await())
        .hasSize(1);
  }

  @Test
  void othersHearOfAllThatIsTakenBack() {
    ConversationId group = group(ada, ben, bot);
    long his = say(group, ben, "a question", POLL);
    act("react_to_message", group, ada, his, "👍", true, 50, 10);
    act("react_to_message", group, ben, his, "👍", true, 50, 10);
    act("vote_in_poll", group, ada, his, new Integer[] {0});
    act("vote_in_poll", group, ben, his, new Integer[] {0});
    long hers = say(group, ada, "a secret", null);
    say(group, bot, "beep", null);

    Deleted deleted = delete(ada).orElseThrow();
    takeBackAll();
    index();
    takeBackAll();

    ConversationEvent.Message asked =
        (ConversationEvent.Message) events.find(ben, group, his).await().orElseThrow();
    assertThat(asked.state().reactions().getFirst().count()).isEqualTo(1);
    assertThat(asked.state().votes()).containsExactly(1, 0);
    assertThat(asked.state().voters()).isEqualTo(1);
    ConversationEvent.Message gone =
        (ConversationEvent.Message) events.find(ben, group, hers).await().orElseThrow();
    assertThat(gone.text()).isNull();
    assertThat(kinds(ben, group))
        .containsSubsequence("MemberLeft", "Deleted", "Reacted", "PollVoted")
        .contains("Deleted");
    assertThat(new ConversationRepository(database, CLOCK).find(ben, group).await().orElseThrow())
        .satisfies(shown -> assertThat(shown.group().role()).isEqualTo(Role.OWNER))
        .satisfies(shown -> assertThat(shown.memberCount()).isEqualTo(1));
    Remains remains = receipts.find(deleted.erasure().id()).await().orElseThrow();
    assertThat(remains.finishedAt()).isNotNull();
    assertThat(remains.messages() + remains.reactions() + remains.stories()).isZero();
  }

  @Test
  void whereNobodyIsLeftTheGroupGoesAndInADirectConversationNobodyWritesAnyMore() {
    ConversationId alone = group(ada, bot);
    say(alone, ada, "to nobody", null);
    ConversationId direct = Chat.direct(database, ada, ben);
    say(direct, ben, "hello", null);
    say(direct, ada, "a secret", null);

    delete(ada);
    takeBackAll();
    index();
    takeBackAll();

    assertThat(count("select count(*) from event where conversation_id = " + alone.value()))
        .isEqualTo(1);
    assertThat(texts(ben, direct)).containsExactly("hello");
    assertThat(append(direct, ben, "still there?", null))
        .isInstanceOfSatisfying(
            Appended.Refused.class,
            refused -> assertThat(refused.why()).isEqualTo(ErrorCode.ACCOUNT_DELETED));
  }

  @Test
  void aReactionThatNobodyWasToHearOfIsTakenBackWithoutAWord() {
    ConversationId direct = Chat.direct(database, ada, ben);
    long his = say(direct, ben, "hello", null);
    act("react_to_message", direct, ada, his, "👍", true, 50, 10);
    run("select block_user(%d, %d, now())".formatted(ben.value(), ada.value()));

    delete(ada);
    takeBackAll();

    assertThat(count("select count(*) from reaction where user_id = " + ada.value())).isZero();
    assertThat(kinds(ben, direct)).containsExactly("Message", "Reacted");
  }

  @Test
  void whatANodeDoesNotGetDoneAnotherTakes() {
    ConversationId group = group(ben, ada);
    say(group, ada, "a secret", null);
    delete(ada);
    while (told.claim(LEASE).await().isPresent()) {
      // A node that dies then.
    }

    assertThat(told.claim(LEASE).await()).isEmpty();
    run("update erasure_part set due_at = now() where step < 4");
    takeBackAll();

    assertThat(texts(ben, group)).isEmpty();
  }

  @Test
  void nothingThatIsTheirsAloneIsLeftInAnyTable() {
    ConversationId group = group(ben, ada);
    long his = say(group, ben, "hello", "{\"mentions\":[\"u1\"]}");
    ConversationId own = own(ada);
    say(own, ada, "a note", null);
    act("set_bookmark", own, ada, group.value(), his, true, 10);
    act("set_draft", own, ada, group.value(), "half of a secret", null, 10);
    act("change_settings", own, ada, group.value(), null, true, null, null);
    act("hide_message", own, ada, group.value(), his);
    act("react_to_message", group, ada, his, "👍", true, 50, 10);
    for (String row : KEPT) {
      run(row.formatted(ada.value(), ben.value(), id().value()));
    }
    say(group, ada, "a secret", null);

    delete(ada);
    takeBackAll();
    index();
    takeBackAll();

    assertThat(whereKnown(ada)).isSubsetOf(STAY);
    assertThat(count("select count(*) from event where body like '%secret%'")).isZero();
    assertThat(count("select count(*) from event where conversation_id = " + own.value())).isZero();
  }

  @CanIgnoreReturnValue
  private static Optional<Deleted> delete(UserId user) {
    return new DeletionRepository(database).delete(user, CLOCK.instant()).await();
  }

  /// As a node does, until there is nothing to do; what waits for the index is not.
  private static void takeBackAll() {
    for (Optional<Told> next = told.claim(LEASE).await();
        next.isPresent();
        next = told.claim(LEASE).await()) {
      List<Action> all = told.actions(next.get(), 2).await();
      all.forEach(action -> actions.run(action).await());
      told.advance(next.get(), all.size() == 2).await();
    }
    while (erasing.next(2).await()) {
      // The next one.
    }
  }

  /// As the index does that has been told of everything.
  private static void index() {
    run("delete from event_outbox");
    run("update erasure_part set due_at = clock_timestamp() where step = 2");
  }

  /// The columns that hold a person's id.
  private static Set<String> whereKnown(UserId user) {
    Set<String> known = new TreeSet<>();
    for (Row row :
        database
            .run(
                """
                select c.table_name::text, c.column_name::text
                  from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                  join pg_class k on k.relname = c.table_name and not k.relispartition
                 where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'bigint'
                """)
            .await()) {
      String column = row.getString(1);
      if (count(
              "select count(*) from %s where %s = %d"
                  .formatted(row.getString(0), column, user.value()))
          > 0) {
        known.add(row.getString(0) + "." + column);
      }
    }
    return known;
  }

  private static void signIn(UserId user) {
    run(
        """
        insert into session (id, account_id, created_at, last_used_at, expires_at)
        values (%d, %d, now(), now(), now() + interval '1 day')
        """
            .formatted(id().value(), user.value()));
  }

  private static UserId person(String name) {
    UserId id = id();
    new AccountRepository(database)
        .add(new NewAccount(id, name + id.value(), name, "hash", Instant.EPOCH))
        .await();
    return id;
  }

  private static UserId id() {
    return new UserId(IDS.incrementAndGet());
  }

  /// The first owns it.
  private static ConversationId group(UserId owner, UserId... others) {
    ConversationId group = Chat.group(database, owner);
    for (UserId other : others) {
      act("add_members", group, owner, new Long[] {other.value()}, 10);
    }
    return group;
  }

  @CanIgnoreReturnValue
  private static ActionResult act(
      String function, ConversationId conversation, UserId user, Object... others) {
    return actions.run(Action.of(function, conversation, user, others)).await();
  }

  @CanIgnoreReturnValue
  private static long say(ConversationId to, UserId sender, String text, String detail) {
    return ((Appended.Stored) append(to, sender, text, detail)).seq();
  }

  private static Appended append(ConversationId to, UserId sender, String text, String detail) {
    String clientId = "c" + IDS.incrementAndGet();
    return writers.append(new NewMessage(to, sender, clientId, text, detail)).await();
  }

  private static ConversationId own(UserId user) {
    return new ConversationRepository(database, CLOCK)
        .own(new ConversationId(IDS.incrementAndGet()), user)
        .await()
        .id();
  }

  private static List<String> found(UserId user, ConversationId conversation, long... seqs) {
    List<MessageKey> keys =
        LongStream.of(seqs).mapToObj(seq -> new MessageKey(conversation, seq)).toList();
    return new SearchRepository(database, CLOCK)
        .visible(user, keys).await().stream().map(MessageText::text).toList();
  }

  private static List<String> texts(UserId reader, ConversationId conversation) {
    return read(reader, conversation)
        .map(event -> event instanceof ConversationEvent.Message message ? message.text() : null)
        .filter(text -> text != null)
        .toList();
  }

  private static List<String> kinds(UserId reader, ConversationId conversation) {
    return read(reader, conversation).map(event -> event.getClass().getSimpleName()).toList();
  }

  private static Stream<ConversationEvent> read(UserId reader, ConversationId conversation) {
    return events.after(reader, conversation, 0, 100).await().stream().map(StoredEvent::event);
  }

  private static long count(String sql) {
    return database.run(sql).await().iterator().next().getLong(0);
  }

  @CanIgnoreReturnValue
  private static int run(String sql) {
    return database.run(sql).await().rowCount();
  }
}
