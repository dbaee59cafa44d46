package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;

/// Who is behind a socket: a token in the header of the upgrade, a ticket in its address, or a
/// token in the first frame.
public final class Authentication {

  private static final String BEARER = "Bearer ";

  private final Function<String, Future<Principal>> tokens;
  private final Function<String, Future<Principal>> tickets;

  /// @param tokens who holds a token: an access token is verified at once, a bot's may be looked up
  /// @param tickets whose socket a ticket opens
  public Authentication(
      Function<String, Future<Principal>> tokens, Function<String, Future<Principal>> tickets) {
    this.tokens = tokens;
    this.tickets = tickets;
  }

  Future<Principal> byToken(String token) {
    return token == null
        ? Future.failedFuture(
            new Failure.Unauthenticated(ErrorCode.UNAUTHENTICATED, "token: missing"))
        : tokens.apply(token);
  }

  /// Empty when the upgrade says nothing about who asks, so that a frame may.
  ///
  /// @param ticket the query's, or null
  Future<Optional<Principal>> byUpgrade(MultiMap headers, String ticket) {
    String header = headers.get(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return Future.succeededFuture(header)
          .map(Authentication::bearer)
          .compose(this::byToken)
          .map(Optional::of);
    }
    return ticket == null
        ? Future.succeededFuture(Optional.empty())
        : tickets.apply(ticket).map(Optional::of);
  }

  static Failure required() {
    return new Failure.Unauthenticated(
        ErrorCode.UNAUTHENTICATED, "sign in first: session.open with a token");
  }

  private static String bearer(String header) {
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new Failure.Unauthenticated(
          ErrorCode.TOKEN_INVALID, "Authorization: expected a Bearer token");
    }
    return header.substring(BEARER.length()).trim();
  }
}
