package dev.starling.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.event.EventWriter;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.WriterConfig;
import dev.starling.persistence.search.SearchRepository.Slice;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every statement of search, against PostgreSQL alone.
@ExtendWith(VertxExtension.class)
class SearchStatementsIT {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final UserId STRANGER = new UserId(3);
  private static final ConversationId GROUP = new ConversationId(10);
  private static final ConversationId OTHER = new ConversationId(11);
  private static final Outbox.Limits LIMITS = limits(64, 1_000);

  /// Those of others, and their snapshots.
  private static final String OPEN_TRANSACTIONS =
      """
      select count(*) from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         and (backend_xid is not null or backend_xmin is not null)
      """;

  private static final Duration SETTLING = Duration.ofHours(1);

  private Database database;
  private EventWriter writer;
  private SearchRepository search;

  @BeforeEach
  void open(Vertx vertx) {
    String uri = Services.shared().postgres().newDatabase().uri().toString();
    database = await(Database.open(vertx, PostgresConfig.DEFAULTS.at(uri)));
    writer = new EventWriter(vertx, database, WriterConfig.DEFAULTS);
    search = new SearchRepository(database, Clock.systemUTC());
    openGroup(GROUP);
    openGroup(OTHER);
  }

  @AfterEach
  void close() {
    await(writer.stop());
    await(database.close());
  }

  @Test
  void aClaimHoldsTheMessagesAndOnlyThose() {
    say(GROUP, "one");
    say(OTHER, "two");
    List<MessageText> seen = new ArrayList<>();

    Outbox.Done done = await(outbox(LIMITS).next(messages -> indexed(seen, messages)));

    assertThat(done).isEqualTo(new Outbox.Done(2, 0, false));
    assertThat(seen).extracting(MessageText::text).containsExactlyInAnyOrder("one", "two");
    assertThat(seen).extracting(MessageText::seq).containsOnly(2L);
    assertThat(waiting()).isZero();
  }

  @Test
  void anEmptyOutboxIndexesNothing() {
    await(outbox(LIMITS).next(messages -> indexed(new ArrayList<>(), messages)));

    Outbox.Done done =
        await(outbox(LIMITS).next(messages -> Future.failedFuture(new AssertionError("called"))));

    assertThat(done).isEqualTo(new Outbox.Done(0, 0, false));
  }

  @Test
  void aClaimThatFailsWaitsAgain() {
    say(GROUP, "one");
    long before = waiting();
    Outbox outbox = outbox(LIMITS);

    Future<Outbox.Done> failed =
        outbox.next(messages -> Future.failedFuture(new IllegalStateException("not now")));

    assertThat(failed(failed)).hasMessage("not now");
    assertThat(waiting()).isEqualTo(before);
    assertThat(await(outbox.next(messages -> indexed(new ArrayList<>(), messages))).messages())
        .isEqualTo(1);
  }

  @Test
  void twoClaimsAtOnceShareNothing() {
    IntStream.range(0, 10).forEach(i -> say(GROUP, "message " + i));
    List<MessageText> first = new ArrayList<>();
    List<MessageText> second = new ArrayList<>();
    Outbox.Limits few = limits(6, 1_000);

    // The second claims while the first is still at it.
    await(
        outbox(few)
            .next(
                messages ->
                    outbox(LIMITS)
                        .next(others -> indexed(second, others))
                        .compose(done -> indexed(first, messages))));

    assertThat(first).isNotEmpty();
    assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
    assertThat(first.size() + second.size()).isEqualTo(10);
  }

  @Test
  void aClaimIsAnybodysAfterItsTime() {
    say(GROUP, "one");
    Outbox dead = outbox(new Outbox.Limits(64, 1_000, Duration.ZERO));
    Promise<List<DeadLetter>> never = Promise.promise();
    List<MessageText> seen = new ArrayList<>();
    Promise<Void> claimed = Promise.promise();
    dead.next(
            messages -> {
              claimed.complete();
              return never.future();
            })
        .onFailure(cause -> {});
    await(claimed.future());

    await(outbox(LIMITS).next(messages -> indexed(seen, messages)));

    assertThat(seen).extracting(MessageText::text).containsExactly("one");
    assertThat(number("select count(*) from outbox_claim")).isZero();
  }

  @Test
  void noTransactionIsOpenWhileAClaimIsWorkedOn() {
    say(GROUP, "one");

    AtomicLong open = new AtomicLong(-1);
    await(
        outbox(LIMITS)
            .next(
                messages ->
                    database
                        .run(OPEN_TRANSACTIONS)
                        .onSuccess(rows -> open.set(rows.iterator().next().getLong(0)))
                        .map(List.of())));

    assertThat(open).hasValue(0);
  }

  @Test
  void aClaimTakesWholeBatchesUpToItsLimits() {
    outboxWith(LIMITS);
    IntStream.range(0, 5).forEach(i -> say(GROUP, "message " + i));

    Outbox.Done byMessages = outboxWith(limits(64, 2));
    Outbox.Done byRows = outboxWith(limits(1, 1_000));
    Outbox.Done rest = outboxWith(LIMITS);

    assertThat(byMessages).isEqualTo(new Outbox.Done(2, 0, true));
    assertThat(byRows).isEqualTo(new Outbox.Done(1, 0, true));
    assertThat(rest).isEqualTo(new Outbox.Done(2, 0, false));
  }

  @Test
  void aBatchLargerThanAClaimIsClaimedAlone() {
    outboxWith(LIMITS);
    await(Future.all(IntStream.range(0, 50).mapToObj(i -> saying(GROUP, "message " + i)).toList()));

    List<Integer> claims = new ArrayList<>();
    while (waiting() > 0) {
      claims.add(outboxWith(limits(64, 1)).messages());
    }

    assertThat(claims).anyMatch(messages -> messages > 1).allMatch(messages -> messages > 0);
    assertThat(claims.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
  }

  @Test
  void theRefusedAreKeptWithTheirReason() {
    say(GROUP, "one");
    DeadLetter letter = new DeadLetter(new MessageKey(GROUP, 2), "no such field");

    Outbox.Done done =
        await(outbox(LIMITS).next(all -> Future.succeededFuture(List.of(letter, letter))));

    assertThat(done.deadLetters()).isEqualTo(2);
    assertThat(number("select count(*) from search_dead_letter where reason = 'no such field'"))
        .isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void indexedThroughIsTheOldestThatWaitsOrSettles() {
    outboxWith(LIMITS);
    await(database.run("delete from search_settling"));
    Instant nothingWaits = await(search.indexedThrough(SETTLING));
    say(GROUP, "one");
    Instant oneWaits = await(search.indexedThrough(SETTLING));
    outboxWith(LIMITS);
    Instant oneSettles = await(search.indexedThrough(SETTLING));
    Instant allSettled = await(search.indexedThrough(Duration.ZERO));

    assertThat(oneWaits).isAfterOrEqualTo(nothingWaits).isEqualTo(oneSettles);
    assertThat(allSettled).isAfter(oneSettles);
  }

  @Test
  void theBacklogIsHowMuchAndHowLong() {
    outboxWith(LIMITS);
    assertThat(await(search.backlog())).isEqualTo(new SearchRepository.Backlog(Duration.ZERO, 0));
    say(GROUP, "one");
    await(database.run("update event_outbox set at = at - interval '1 minute'"));

    SearchRepository.Backlog backlog = await(search.backlog());

    assertThat(backlog.rows()).isEqualTo(1);
    assertThat(backlog.lag()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
  }

  @Test
  void slicesHoldAllConversationsOnceLatestDayFirst() {
    IntStream.range(20, 25).forEach(i -> openGroup(new ConversationId(i)));
    await(database.run("update conversation_member set active_on = 5 where conversation_id = 22"));
    List<ConversationId> all = new ArrayList<>();
    Slice slice = null;
    do {
      slice = await(search.slice(BOB, slice, 3));
      all.addAll(slice.conversations());
    } while (!slice.isLast());

    assertThat(all).hasSize(7).doesNotHaveDuplicates();
    assertThat(all.getLast()).isEqualTo(new ConversationId(22));
    assertThat(slice.lastActiveOn()).isEqualTo(5);
    assertThat(await(search.slice(STRANGER, null, 3)).conversations()).isEmpty();
  }

  @Test
  void onlyMembersSeeWhatWasFoundAndOnlyMessages() {
    say(GROUP, "one");
    List<MessageKey> keys =
        List.of(
            new MessageKey(GROUP, 1), // Its `created` event.
            new MessageKey(GROUP, 2),
            new MessageKey(GROUP, 99),
            new MessageKey(new ConversationId(99), 1));

    assertThat(await(search.visible(BOB, keys)))
        .extracting(MessageText::text)
        .containsExactly("one");
    assertThat(await(search.visible(STRANGER, keys))).isEmpty();
  }

  @Test
  void theNewestAreThoseSinceAMomentForMembers() {
    say(GROUP, "one");
    say(OTHER, "two");
    say(OTHER, "three");
    Instant anHourAgo = Instant.now().minusSeconds(3_600);
    Instant inAnHour = Instant.now().plusSeconds(3_600);

    assertThat(texts(search.newest(BOB, anHourAgo, 50, 100, 500)))
        .containsExactly("three", "two", "one");
    assertThat(texts(search.newest(BOB, anHourAgo, 1, 100, 500))).containsExactly("three", "two");
    assertThat(texts(search.newest(BOB, anHourAgo, 50, 1, 500))).containsExactly("three", "one");
    assertThat(texts(search.newest(BOB, anHourAgo, 50, 100, 2))).containsExactly("three", "two");
    assertThat(texts(search.newest(BOB, inAnHour, 50, 100, 500))).isEmpty();
    assertThat(texts(search.newest(STRANGER, anHourAgo, 50, 100, 500))).isEmpty();
    assertThat(texts(search.newest(BOB, GROUP, anHourAgo, 500))).containsExactly("one");
    assertThat(texts(search.newest(STRANGER, GROUP, anHourAgo, 500))).isEmpty();
  }

  @Test
  void loadingAndCheckingReadRangesAndNotAllEvents() {
    say(GROUP, "one");

    assertThat(explain(Outbox.LOAD, new Long[] {10L}, new Long[] {1L}, new Integer[] {2}))
        .doesNotContain("Seq Scan on event");
    assertThat(
            explain(
                SearchRepository.VISIBLE,
                2L,
                new Long[] {10L},
                new Long[] {1L},
                OffsetDateTime.now(ZoneOffset.UTC)))
        .doesNotContain("Seq Scan on event");
  }

  /// As for a table of any size: a small one would be read as a whole.
  private String explain(String statement, Object... parameters) {
    return await(
        database.inTransaction(
            connection ->
                connection
                    .query("set local enable_seqscan = off")
                    .execute()
                    .compose(
                        off ->
                            connection
                                .preparedQuery("explain " + statement)
                                .execute(io.vertx.sqlclient.Tuple.from(List.of(parameters))))
                    .map(
                        rows -> {
                          StringBuilder plan = new StringBuilder();
                          rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
                          return plan.toString();
                        })));
  }

  private void openGroup(ConversationId id) {
    await(
        new ConversationRepository(database, Clock.systemUTC())
            .open(id, Kind.GROUP, "group", ALICE, List.of(ALICE, BOB)));
  }

  private void say(ConversationId conversation, String text) {
    await(saying(conversation, text));
  }

  private Future<?> saying(ConversationId conversation, String text) {
    return writer.append(new NewMessage(conversation, ALICE, text, text));
  }

  private Outbox outbox(Outbox.Limits limits) {
    return new Outbox(database, limits);
  }

  @CanIgnoreReturnValue
  private Outbox.Done outboxWith(Outbox.Limits limits) {
    return await(outbox(limits).next(messages -> indexed(new ArrayList<>(), messages)));
  }

  private static Outbox.Limits limits(int rowsMax, int messagesMax) {
    return new Outbox.Limits(rowsMax, messagesMax, Duration.ofSeconds(30));
  }

  private static Future<List<DeadLetter>> indexed(
      List<MessageText> seen, List<MessageVersion> messages) {
    messages.forEach(one -> seen.add(one.message()));
    return Future.succeededFuture(List.of());
  }

  private static List<String> texts(Future<List<MessageText>> messages) {
    return await(messages).stream().map(MessageText::text).toList();
  }

  private long waiting() {
    return number("select count(*) from event_outbox");
  }

  private long number(String query) {
    return await(database.run(query)).iterator().next().getLong(0);
  }

  private static Throwable failed(Future<?> future) {
    return future
        .toCompletionStage()
        .handle((value, cause) -> cause)
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  @CanIgnoreReturnValue
  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
