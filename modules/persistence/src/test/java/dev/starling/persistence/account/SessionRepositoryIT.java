package dev.starling.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.SessionRepository.State;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SessionRepositoryIT {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

  private static Database database;
  private static SessionRepository sessions;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    sessions = new SessionRepository(database);
  }

  @Test
  void aSessionIsListedAsItWasAdded() {
    UserId alice = new UserId(1);
    add(alice, 11, "laptop");
    add(alice, 12, null);
    add(new UserId(2), 13, "someone else's");

    assertThat(list(alice, 12, null, 10))
        .containsExactly(
            new Session(new SessionId(12), null, NOON, NOON, true),
            new Session(new SessionId(11), "laptop", NOON, NOON, false));
    assertThat(list(alice, 12, new SessionId(12), 10)).hasSize(1);
    assertThat(list(alice, 12, null, 1)).hasSize(1);
  }

  @Test
  void oneOfManyRefreshesOfTheSameGenerationWins() {
    UserId alice = new UserId(3);
    SessionId session = add(alice, 21, "laptop");

    List<Future<Optional<Integer>>> attempts =
        Stream.generate(() -> refresh(alice, session, 1)).limit(8).toList();

    assertThat(attempts.stream().map(future -> future.await()).flatMap(Optional::stream))
        .containsExactly(2);
    assertThat(refresh(alice, session, 2).await()).contains(3);
    assertThat(sessions.state(alice, session).await()).contains(new State(3, false));
  }

  @Test
  void aRefreshMovesTheEndAndTheLastUse() {
    UserId alice = new UserId(4);
    SessionId session = add(alice, 31, "laptop");
    Instant evening = NOON.plus(Duration.ofHours(8));

    sessions.refresh(alice, session, 1, evening, evening.plus(Duration.ofDays(30))).await();

    assertThat(sessions.newestFirst(alice, session, TOMORROW, null, 10).await())
        .extracting(Session::lastUsedAt)
        .containsExactly(evening);
  }

  @Test
  void whatIsOverIsNeitherListedNorRefreshed() {
    UserId alice = new UserId(5);
    SessionId expired = add(alice, 41, "expired");
    SessionId revoked = add(alice, 42, "revoked");

    assertThat(sessions.revoke(alice, revoked, NOON).await()).isTrue();

    assertThat(refresh(alice, revoked, 1).await()).isEmpty();
    assertThat(sessions.refresh(alice, expired, 1, TOMORROW, TOMORROW).await()).isEmpty();
    assertThat(sessions.newestFirst(alice, expired, TOMORROW, null, 10).await()).isEmpty();
    assertThat(sessions.state(alice, revoked).await()).contains(new State(1, true));
  }

  @Test
  void onlyTheOwnerRevokesAndTwiceIsOnce() {
    UserId alice = new UserId(6);
    SessionId session = add(alice, 51, "laptop");

    assertThat(sessions.revoke(new UserId(7), session, NOON).await()).isFalse();
    assertThat(sessions.revoke(alice, session, NOON).await()).isTrue();
    assertThat(sessions.revoke(alice, session, TOMORROW).await()).isTrue();
    assertThat(revokedSince(0, NOON.plusSeconds(1))).doesNotContain(session);
  }

  @Test
  void oldRevocationsAreOfNoInterest() {
    UserId alice = new UserId(8);
    SessionId session = add(alice, 61, "laptop");
    sessions.revoke(alice, session, NOON).await();

    assertThat(revokedSince(0, NOON.minusSeconds(1))).contains(session);
    assertThat(revokedSince(0, NOON)).doesNotContain(session);
  }

  /// A transaction that began early and commits late is what a poll by time would miss.
  @Test
  void aRevocationThatCommitsAfterALaterOneIsNotMissed() {
    UserId alice = new UserId(9);
    SessionId slow = add(alice, 71, "slow");
    SessionId quick = add(alice, 72, "quick");
    Promise<Void> revoked = Promise.promise();
    Promise<Void> commit = Promise.promise();
    Future<Void> transaction =
        database.inTransaction(
            connection ->
                connection
                    .query(
                        "update session set revoked_at = '2026-11-23T12:00:00Z',"
                            + " revoked_xid = pg_current_xact_id()::text::bigint where id = 71")
                    .execute()
                    .onComplete(done -> revoked.complete())
                    .compose(done -> commit.future()));
    revoked.future().await();

    sessions.revoke(alice, quick, NOON).await();
    RevokedSessions first = sessions.revokedSince(0, Instant.EPOCH).await();
    commit.complete();
    transaction.await();
    RevokedSessions second = sessions.revokedSince(first.horizon(), Instant.EPOCH).await();

    assertThat(first.sessions()).contains(quick).doesNotContain(slow);
    assertThat(second.sessions()).contains(slow);
    assertThat(revokedSince(second.horizon(), Instant.EPOCH)).doesNotContain(slow, quick);
  }

  @Test
  void deleteOverLeavesWhatIsNot() {
    UserId alice = new UserId(10);
    SessionId session = add(alice, 81, "laptop");

    int kept = sessions.deleteOver(TOMORROW, 1_000).await();
    assertThat(kept).isZero();
    assertThat(sessions.state(alice, session).await()).isPresent();

    int deleted = sessions.deleteOver(TOMORROW.plusMillis(1), 1_000).await();
    assertThat(deleted).isPositive();
    assertThat(sessions.state(alice, session).await()).isEmpty();
  }

  @CanIgnoreReturnValue
  private static SessionId add(UserId user, long id, String device) {
    sessions.add(new NewSession(new SessionId(id), user, device, NOON, TOMORROW)).await();
    return new SessionId(id);
  }

  private static Future<Optional<Integer>> refresh(UserId user, SessionId id, int generation) {
    return sessions.refresh(user, id, generation, NOON, TOMORROW);
  }

  private static List<Session> list(UserId user, long current, SessionId before, int limit) {
    return sessions.newestFirst(user, new SessionId(current), NOON, before, limit).await();
  }

  private static List<SessionId> revokedSince(long horizon, Instant after) {
    return sessions.revokedSince(horizon, after).await().sessions();
  }
}
