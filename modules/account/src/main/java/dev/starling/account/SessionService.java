package dev.starling.account;

import dev.starling.persistence.account.NewSession;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.SessionId;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Session;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.TokenPair;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of a session: opened by a sign-in, kept alive by refreshes, ended by its owner, by time
/// or by a refresh token that came twice.
public final class SessionService {

  private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

  private final SessionRepository sessions;
  private final Tokens tokens;
  private final RevocationFeed revocations;
  private final IdSource ids;
  private final Clock clock;
  private final Duration lifetime;

  SessionService(
      SessionRepository sessions,
      Tokens tokens,
      RevocationFeed revocations,
      IdSource ids,
      Clock clock,
      Duration lifetime) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.revocations = revocations;
    this.ids = ids;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /// @param device what the person calls it, or null
  Future<SignedIn> open(User user, String device) {
    Instant now = clock.instant();
    SessionId id = new SessionId(ids.next());
    return sessions
        .add(new NewSession(id, user.id(), device, now, now.plus(lifetime)))
        .map(added -> SignedIn.of(user, tokens.issue(new Principal(user.id(), id), 1)));
  }

  /// New tokens for the refresh token, which counts no more.
  public Future<TokenPair> refresh(Refresh request) {
    return Future.succeededFuture(request.refreshToken())
        .map(tokens::verifyRefresh)
        .compose(this::refresh);
  }

  /// Newest first.
  public Future<Page<Session>> list(Principal principal, PageRequest request) {
    return Future.succeededFuture(request)
        .map(page -> page.after(in -> new SessionId(in.number())))
        .compose(
            before ->
                sessions.newestFirst(
                    principal.user(),
                    principal.session(),
                    clock.instant(),
                    before,
                    request.limitAndOne()))
        .map(found -> request.page(found, last -> Cursor.of(last.id().value())));
  }

  /// Ends one of the person's own sessions, this one or another: closes its sockets and refuses its
  /// tokens, on all nodes. Ending it twice is the same as once.
  public Future<Void> end(Principal principal, SessionId session) {
    return sessions
        .revoke(principal.user(), session, clock.instant())
        .compose(
            isTheirs -> {
              if (!isTheirs) {
                return Future.failedFuture(
                    new Failure.NotFound(
                        ErrorCode.SESSION_NOT_FOUND, "no session of yours: " + session));
              }
              revocations.spread(session);
              return Future.succeededFuture();
            });
  }

  private Future<TokenPair> refresh(Claims claims) {
    Instant now = clock.instant();
    Principal principal = claims.principal();
    return sessions
        .refresh(
            principal.user(), principal.session(), claims.generation(), now, now.plus(lifetime))
        .compose(
            generation ->
                generation.isPresent()
                    ? Future.succeededFuture(tokens.issue(principal, generation.get()))
                    : refuse(claims));
  }

  private Future<TokenPair> refuse(Claims claims) {
    Principal principal = claims.principal();
    return sessions
        .state(principal.user(), principal.session())
        .compose(state -> isReuse(claims, state) ? endReused(principal) : revoked());
  }

  private static boolean isReuse(Claims claims, Optional<SessionRepository.State> state) {
    return state.isPresent()
        && !state.get().isRevoked()
        && claims.generation() < state.get().generation();
  }

  /// Two hold the same token and nobody can say which of them is the owner.
  private Future<TokenPair> endReused(Principal principal) {
    LOG.warn("a refresh token of {} came twice: {} ends", principal.user(), principal.session());
    return end(principal, principal.session())
        .compose(
            ended ->
                Future.failedFuture(
                    new Failure.Unauthenticated(
                        ErrorCode.REFRESH_TOKEN_REUSED, "the refresh token was used before")));
  }

  private static Future<TokenPair> revoked() {
    return Future.failedFuture(
        new Failure.Unauthenticated(ErrorCode.SESSION_REVOKED, "the session is over"));
  }
}
