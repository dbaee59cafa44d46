package dev.starling.persistence.erasure;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.Position;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.ChangeRepository;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.SearchRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What deleting a conversation takes away at once, and what is left of it in any table when the
/// erasing is over.
@ExtendWith(VertxExtension.class)
class ErasureRulesIT {

  private static final AtomicLong IDS = new AtomicLong(900_000);
  private static final Clock CLOCK = Clock.systemUTC();

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static EventRepository events;
  private static ErasingRepository erasing;
  private static ReceiptRepository receipts;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    events = new EventRepository(database, CLOCK);
    erasing = new ErasingRepository(database);
    receipts = new ReceiptRepository(database);
  }

  @Test
  void onlyItsOwnerDeletesAGroup() {
    ConversationId group = Chat.group(database, ALICE, BOB);

    assertThat(refusal(delete(group, BOB))).isEqualTo(ErrorCode.NOT_ALLOWED);
    assertThat(refusal(delete(group, EVE))).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(refusal(delete(new ConversationId(4711), ALICE)))
        .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    assertThat(receipts.latest(BOB, group).await()).isEmpty();
    assertThat(delete(group, ALICE)).isInstanceOf(ActionResult.Written.class);
    String receipt = receipts.latest(ALICE, group).await().orElseThrow().id();
    assertThat(delete(group, ALICE)).isInstanceOf(ActionResult.Unchanged.class);
    assertThat(receipts.latest(ALICE, group).await().orElseThrow().id()).isEqualTo(receipt);
    assertThat(refusal(delete(group, BOB))).isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void whoIsOrWasInAGroupLearnsOfItsEndAndNothingElse() {
    ConversationId group = Chat.group(database, ALICE, BOB, EVE);
    Position cursor = new ChangeRepository(database).now().await();
    say(group, BOB, "a secret", null);
    act("leave_group", group, EVE);

    ActionResult.Written deleted = (ActionResult.Written) delete(group, ALICE);

    long last = deleted.stored().event().seq();
    assertThat(deleted.stored().event().left()).containsExactly(ALICE, BOB);
    for (UserId user : List.of(ALICE, BOB, EVE)) {
      assertThat(changedFor(user, cursor, group)).containsExactly(last);
      List<StoredEvent> seen = events.after(user, group, 0, 100).await();
      assertThat(seen).extracting(one -> one.event().seq()).containsExactly(last);
      assertThat(seen.getFirst().event()).isInstanceOf(ConversationEvent.ConversationDeleted.class);
      assertThat(seen.getFirst().event().left()).isEmpty();
      assertThat(find(user, group)).isNull();
    }
    assertThat(append(group, BOB, "still here?", null)).isInstanceOf(Appended.Refused.class);
    Long[] users = {EVE.value()};
    assertThat(refusal(act("add_members", group, ALICE, users, 10)))
        .isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void nothingOfADeletedGroupIsLeftInAnyTable() {
    ConversationId group = Chat.group(database, ALICE, BOB, EVE);
    fill(group);
    act("leave_group", group, EVE);
    act("ban_member", group, ALICE, EVE.value(), "spam");
    Map<String, Long> before = rowsOf(group);
    assertThat(before.keySet())
        .contains("event", "message_revision", "reaction", "pin", "poll_vote", "mention", "thread")
        .contains("thread_member", "bookmark", "hidden_message", "draft", "conversation_setting")
        .contains("scheduled_message", "join_link", "ban");
    assertThat(draftsInLog("half of a secret")).isEqualTo(1);

    delete(group, ALICE);
    Remains start = remains(ALICE, group);
    assertThat(start.messages()).isEqualTo(6);
    assertThat(start.revisions()).isEqualTo(1);
    assertThat(start.reactions()).isEqualTo(1);
    assertThat(start.media()).isEqualTo(1);
    assertThat(start.finishedAt()).isNull();
    eraseAll();

    assertThat(remains(ALICE, group).messages()).isZero();
    assertThat(remains(ALICE, group).finishedAt()).isNull(); // The index does not know.
    assertThat(uses()).isZero();
    index();
    eraseAll();

    assertThat(remains(ALICE, group).finishedAt()).isNotNull();
    Map<String, Long> after = rowsOf(group);
    assertThat(after.get("event")).isEqualTo(1);
    assertThat(after).containsOnlyKeys("event", "former_member", "erasure", "erasure_part");
    assertThat(draftsInLog("half of a secret")).isZero();
    assertThat(titles(group)).isZero();
  }

  @Test
  void aDirectConversationIsClearedForOneAndErasedForBoth() {
    ConversationId direct = Chat.direct(database, new UserId(71), new UserId(72));
    UserId one = new UserId(71);
    UserId other = new UserId(72);
    long secret = say(direct, one, "a secret", null);
    long edited = say(direct, other, "another", null);
    act("set_bookmark", own(one), one, direct.value(), secret, true, 10);
    act("set_draft", own(one), one, direct.value(), "half of it", null, 10);

    delete(direct, one);
    act("edit_message", direct, other, edited, "another secret", 999L, null);

    assertThat(texts(one, direct)).isEmpty();
    assertThat(texts(other, direct)).containsExactly("a secret", "another secret");
    assertThat(foundBy(one, direct, secret, edited)).isZero();
    assertThat(foundBy(other, direct, secret, edited)).isEqualTo(2);
    assertThat(find(one, direct).lastMessage()).isNull();
    assertThat(find(one, direct).unread()).isZero();
    assertThat(rowsOf(direct)).doesNotContainKeys("bookmark", "draft");
    assertThat(remains(one, direct).finishedAt()).isNotNull();
    assertThat(remains(one, direct).parts()).isEmpty();

    say(direct, other, "and now?", null);
    assertThat(texts(one, direct)).containsExactly("and now?");
    delete(direct, other);
    eraseAll();
    index();
    eraseAll();

    assertThat(remains(other, direct).finishedAt()).isNotNull();
    assertThat(texts(one, direct)).containsExactly("and now?");
    assertThat(texts(other, direct)).isEmpty();
    assertThat(bodies(direct)).containsExactly("and now?");
  }

  @Test
  void aClearedDirectConversationLeavesTheListUntilSomethingNewComes() {
    UserId one = new UserId(73);
    UserId other = new UserId(74);
    ConversationId direct = Chat.direct(database, one, other);
    assertThat(listed(one)).containsExactly(direct);
    say(direct, one, "a secret", null);

    delete(direct, one);
    assertThat(listed(one)).isEmpty();
    assertThat(listed(other)).containsExactly(direct);
    delete(direct, one);
    say(direct, other, "hello?", null);

    assertThat(listed(one)).containsExactly(direct);
    assertThat(find(one, direct).unread()).isEqualTo(1);
  }

  @Test
  void ofTheOwnConversationAllNotesAreErasedAndNothingElse() {
    UserId user = new UserId(75);
    ConversationId own = own(user);
    long first = say(own, user, "a secret note", null);
    act("change_settings", own, user, own.value(), null, null, true, null);
    long last = say(own, user, "another", null);

    delete(own, user);
    long after = say(own, user, "a new one", null);

    assertThat(foundBy(user, own, first, last, after)).isEqualTo(1);
    assertThat(
            new SearchRepository(database, CLOCK)
                .newest(user, own, CLOCK.instant().minusSeconds(60), 100)
                .await())
        .hasSize(1);
    eraseAll();
    index();
    eraseAll();

    assertThat(remains(user, own).finishedAt()).isNotNull();
    assertThat(texts(user, own)).containsExactly("a new one");
    assertThat(events.after(user, own, 0, 100).await())
        .extracting(one -> one.event().getClass().getSimpleName())
        .containsExactly("Message", "SettingsChanged", "Message", "ConversationCleared", "Message");
    assertThat(find(user, own).settings().pinned()).isTrue();
  }

  /// As two nodes that never look out for each other, with a batch so small that each takes many
  /// steps, and steps that are broken off.
  @Test
  void erasingGoesOnWhereItWasHoweverOftenItIsBrokenOff() {
    ConversationId group = Chat.group(database, ALICE, BOB);
    List<Future<Appended>> said =
        IntStream.range(0, 300)
            .mapToObj(i -> writers.append(Chat.message(group, BOB, "m" + i)))
            .toList();
    Future.all(said).await();
    delete(group, ALICE);

    boolean isMore = true;
    for (int i = 0; i < 400 && isMore; i++) {
      breakOff();
      isMore = Future.all(erasing.next(3), erasing.next(3)).await().<Boolean>list().contains(true);
      index();
    }
    awaitErased();

    assertThat(remains(ALICE, group).finishedAt()).isNotNull();
    assertThat(rowsOf(group).get("event")).isEqualTo(1);
  }

  @Test
  void receiptsAreForgottenWhenTheirTimeIsOver() {
    UserId user = new UserId(76);
    ConversationId direct = Chat.direct(database, user, new UserId(77));
    delete(direct, user);

    erasing.forget(Duration.ofDays(1)).await();
    assertThat(receipts.latest(user, direct).await()).isPresent();
    database.run("update erasure set finished_at = now() - interval '2 days'").await();
    erasing.forget(Duration.ofDays(1)).await();

    assertThat(receipts.latest(user, direct).await()).isEmpty();
  }

  /// Something in every table that can hold something of a group.
  private void fill(ConversationId group) {
    act("change_group", group, ALICE, "Secrets", "of all kinds", null, null, null, null, 1, null);
    long file = upload();
    long first = say(group, BOB, "a secret", null);
    act("edit_message", group, BOB, first, "a better secret", 999L, null);
    act("react_to_message", group, ALICE, first, "👍", true, 50, 10);
    act("pin_message", group, ALICE, first, true, 100);
    say(group, ALICE, "why?", "{\"mentions\":[\"u2\"],\"replyTo\":%d}".formatted(first));
    say(group, ALICE, "say", "{\"thread\":%d}".formatted(first));
    String poll = "{\"poll\":{\"question\":\"secret?\",\"options\":[\"yes\",\"no\"]}}";
    long asked = say(group, ALICE, "vote", poll);
    act("vote_in_poll", group, BOB, asked, new Integer[] {0});
    say(
        group,
        ALICE,
        "",
        "{\"attachments\":[{\"id\":\"m%s\",\"kind\":\"file\",\"name\":\"secret.txt\"}]}"
            .formatted(Long.toString(file, 36)));
    long hidden = say(group, ALICE, "hide me", null);
    act("hide_message", own(BOB), BOB, group.value(), hidden);
    act("set_bookmark", own(BOB), BOB, group.value(), first, true, 10);
    act("set_draft", own(BOB), BOB, group.value(), "half of a secret", null, 10);
    act("change_settings", own(BOB), BOB, group.value(), null, true, null, null);
    database
        .run(
            """
            insert into scheduled_message (id, user_id, conversation_id, client_id, place, text, due)
            values ($1, $2, $3, 'later', 1, 'a secret for later', now() + interval '1 day')
            """,
            IDS.incrementAndGet(),
            BOB.value(),
            group.value())
        .await();
    database
        .run(
            "insert into search_dead_letter (conversation_id, seq, reason) values ($1, $2,"
                + " 'secret')",
            group.value(),
            first)
        .await();
    database
        .run("select make_join_link($1, $2, 'code', null, null, false, 10)", group.value(), 1L)
        .await();
  }

  private static long upload() {
    long id = IDS.incrementAndGet();
    database
        .run(
            """
            insert into media (id, owner_id, state, name, size, created_at, kind)
            values ($1, 1, 1, 'secret.txt', 6, now(), 3)
            """,
            id)
        .await();
    return id;
  }

  private static long uses() {
    return count("select coalesce(sum(uses), 0)::bigint from media");
  }

  /// How many rows of which tables name a conversation.
  private static Map<String, Long> rowsOf(ConversationId conversation) {
    Map<String, Long> rows = new TreeMap<>();
    for (Row row :
        database
            .run(
                """
                select c.table_name::text
                  from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                  join pg_class k on k.relname = c.table_name and not k.relispartition
                 where c.table_schema = 'public' and c.column_name = 'conversation_id'
                   and t.table_type = 'BASE TABLE' and c.data_type = 'bigint'
                   and c.table_name <> 'search_generation'
                """)
            .await()) {
      String table = row.getString(0);
      long count =
          count(
              "select count(*) from " + table + " where conversation_id = " + conversation.value());
      if (count > 0) {
        rows.put(table, count);
      }
    }
    return rows;
  }

  private static long titles(ConversationId group) {
    return count(
        "select count(*) from conversation where coalesce(title, description, picture) is not null"
            + " and id = "
            + group.value());
  }

  private static long draftsInLog(String text) {
    return count("select count(*) from event where body = '" + text + "'");
  }

  private static List<String> bodies(ConversationId conversation) {
    return database
        .run(
            "select body from event where conversation_id = $1 and body is not null",
            conversation.value())
        .await()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static long count(String sql) {
    return database.run(sql).await().iterator().next().getLong(0);
  }

  private static Remains remains(UserId user, ConversationId conversation) {
    String id = receipts.latest(user, conversation).await().orElseThrow().id();
    return receipts.find(id).await().orElseThrow();
  }

  /// Until nothing is due any more; what waits for the index is not.
  private static void eraseAll() {
    while (erasing.next(2).await()) {
      // The next one.
    }
  }

  /// What waits looks again a moment later.
  private static void awaitErased() {
    index();
    database.run("update erasure_part set due_at = clock_timestamp() where step < 4").await();
    eraseAll();
  }

  /// As the index does that has been told of everything.
  private static void index() {
    database.run("delete from event_outbox").await();
    database.run("update erasure_part set due_at = clock_timestamp() where step = 2").await();
  }

  private static void breakOff() {
    database
        .inTransaction(
            open ->
                open.query("select erase_next(3)")
                    .execute()
                    .compose(done -> Future.failedFuture("killed")))
        .otherwiseEmpty()
        .await();
  }

  @CanIgnoreReturnValue
  private static ActionResult delete(ConversationId conversation, UserId user) {
    return act("delete_conversation", conversation, user, own(user).value());
  }

  @CanIgnoreReturnValue
  private static ActionResult act(
      String function, ConversationId conversation, UserId user, Object... others) {
    return actions.run(Action.of(function, conversation, user, others)).await();
  }

  private static ErrorCode refusal(ActionResult result) {
    return ((ActionResult.Refused) result).why();
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

  private static Conversation find(UserId user, ConversationId conversation) {
    return new ConversationRepository(database, CLOCK)
        .find(user, conversation)
        .await()
        .orElse(null);
  }

  private static List<ConversationId> listed(UserId user) {
    ConversationId own = own(user);
    return new ConversationRepository(database, CLOCK)
        .newestFirst(user, null, 10, false).await().stream()
            .map(Conversation::id)
            .filter(id -> !id.equals(own))
            .toList();
  }

  private static List<Long> changedFor(UserId user, Position since, ConversationId conversation) {
    return new ChangeRepository(database)
        .since(since, user, 100).await().changes().stream()
            .filter(change -> change.conversation().equals(conversation))
            .map(Change::headSeq)
            .toList();
  }

  /// What somebody reads there: of messages, and of edits.
  private static List<String> texts(UserId reader, ConversationId conversation) {
    return events.after(reader, conversation, 0, 100).await().stream()
        .map(StoredEvent::event)
        .map(
            event ->
                switch (event) {
                  case ConversationEvent.Message message -> message.text();
                  case ConversationEvent.Edited edited -> edited.text();
                  default -> null;
                })
        .filter(text -> text != null)
        .distinct()
        .toList();
  }

  private static int foundBy(UserId user, ConversationId conversation, long... seqs) {
    List<MessageKey> keys =
        IntStream.range(0, seqs.length)
            .mapToObj(i -> new MessageKey(conversation, seqs[i]))
            .toList();
    return new SearchRepository(database, CLOCK).visible(user, keys).await().size();
  }
}
