package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static dev.starling.account.Failing.assertThrows;
import static dev.starling.account.TestNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.SessionId;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Session;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.TokenPair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SessionServiceIT {

  private static final FakeClock clock = new FakeClock();

  private static TestNode node;
  private static SessionService sessions;
  private static Tokens tokens;

  private SignedIn alice;

  @BeforeAll
  static void start(Vertx vertx) {
    node = TestNode.start(vertx, TestNode.newDatabase(), clock);
    sessions = node.accounts().sessions();
    tokens = node.accounts().tokens();
  }

  @BeforeEach
  void signIn() {
    alice = node.register(TestNode.unique("alice"));
  }

  @Test
  void aRefreshTokenBuysTheNextPair() {
    clock.advance(Duration.ofDays(20));
    TokenPair second = refresh(alice.refreshToken()).await();
    clock.advance(Duration.ofDays(20));
    TokenPair third = refresh(second.refreshToken()).await();

    assertThat(third.sessionId()).isEqualTo(alice.sessionId());
    assertThat(tokens.verify(third.accessToken())).isEqualTo(TestNode.principal(alice));
  }

  @Test
  void aSessionEndsThirtyDaysAfterItsLastRefresh() {
    clock.advance(Duration.ofDays(30));

    assertFails(ErrorCode.TOKEN_EXPIRED, refresh(alice.refreshToken()));
  }

  @Test
  void aRefreshTokenThatComesTwiceEndsTheSession() {
    TokenPair second = refresh(alice.refreshToken()).await();

    assertFails(ErrorCode.REFRESH_TOKEN_REUSED, refresh(alice.refreshToken()));

    assertFails(ErrorCode.SESSION_REVOKED, refresh(second.refreshToken()));
    assertFails(ErrorCode.SESSION_REVOKED, refresh(alice.refreshToken()));
    assertThrows(ErrorCode.SESSION_REVOKED, () -> tokens.verify(second.accessToken()));
    assertThrows(ErrorCode.SESSION_REVOKED, () -> tokens.verify(alice.accessToken()));
  }

  @Test
  void ofManyWhoRefreshAtOnceOneWins() {
    List<Future<TokenPair>> attempts =
        Stream.generate(() -> refresh(alice.refreshToken())).limit(6).toList();

    long won =
        attempts.stream()
            .map(attempt -> attempt.map(true).otherwise(false).await())
            .filter(Boolean::booleanValue)
            .count();

    assertThat(won).isEqualTo(1);
    assertThat(node.accounts().revocations().isRevoked(alice.sessionId())).isTrue();
  }

  @Test
  void aForgedTokenRevokesNothing() {
    TokenPair second = refresh(alice.refreshToken()).await();
    String forged = alice.refreshToken().substring(0, alice.refreshToken().length() - 4) + "AAAA";

    assertFails(ErrorCode.TOKEN_INVALID, refresh(forged));
    assertFails(ErrorCode.TOKEN_INVALID, refresh(second.accessToken()));
    assertFails(ErrorCode.TOKEN_INVALID, refresh("nonsense"));

    assertThat(refresh(second.refreshToken()).await()).isNotNull();
  }

  @Test
  void everybodySeesTheirOwnSessions() {
    node.register(TestNode.unique("bob"));
    clock.advance(Duration.ofMinutes(1));
    SignedIn phone = signInAgain("phone");

    Page<Session> page = list(phone, 10, null);

    assertThat(page.next()).isNull();
    assertThat(page.items())
        .extracting(Session::id)
        .containsExactly(phone.sessionId(), alice.sessionId());
    assertThat(page.items()).extracting(Session::current).containsExactly(true, false);
    assertThat(page.items()).extracting(Session::device).containsExactly("phone", "laptop");
  }

  @Test
  void sessionsComeInPages() {
    SignedIn second = signInAgain("second");
    SignedIn third = signInAgain("third");

    Page<Session> first = list(alice, 2, null);
    Page<Session> rest = list(alice, 2, first.next());

    assertThat(Stream.of(first, rest).flatMap(page -> page.items().stream()).map(Session::id))
        .containsExactlyInAnyOrder(second.sessionId(), third.sessionId(), alice.sessionId());
    assertThat(rest.next()).isNull();
    assertFails(
        ErrorCode.BAD_CURSOR,
        sessions.list(TestNode.principal(alice), PageRequest.of(2, "nonsense")));
  }

  @Test
  void endingASessionEndsItsTokensAndNoOthers() {
    SignedIn phone = signInAgain("phone");

    sessions.end(TestNode.principal(alice), phone.sessionId()).await();
    sessions.end(TestNode.principal(alice), phone.sessionId()).await();

    assertThrows(ErrorCode.SESSION_REVOKED, () -> tokens.verify(phone.accessToken()));
    assertFails(ErrorCode.SESSION_REVOKED, refresh(phone.refreshToken()));
    assertThat(tokens.verify(alice.accessToken())).isEqualTo(TestNode.principal(alice));
    assertThat(list(alice, 10, null).items()).hasSize(1);
  }

  @Test
  void nobodyEndsTheSessionOfSomebodyElse() {
    SignedIn bob = node.register(TestNode.unique("bob"));

    assertFails(
        ErrorCode.SESSION_NOT_FOUND, sessions.end(TestNode.principal(bob), alice.sessionId()));
    assertFails(
        ErrorCode.SESSION_NOT_FOUND, sessions.end(TestNode.principal(bob), new SessionId(1)));

    assertThat(tokens.verify(alice.accessToken())).isEqualTo(TestNode.principal(alice));
  }

  private Future<TokenPair> refresh(String token) {
    return sessions.refresh(new Refresh(token));
  }

  private Page<Session> list(SignedIn who, int limit, String cursor) {
    return sessions.list(TestNode.principal(who), PageRequest.of(limit, cursor)).await();
  }

  private SignedIn signInAgain(String device) {
    SignIn request = new SignIn(alice.user().username(), PASSWORD, device);
    return node.accounts().signIns().signIn(request, "192.0.2.1").await();
  }
}
