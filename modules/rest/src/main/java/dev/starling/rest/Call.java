package dev.starling.rest;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.account.Principal;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.Supplier;

/// One request, read as it is needed. What is missing or wrong throws the [Failure] to answer with.
final class Call {

  private static final String BEARER = "Bearer ";
  private static final long UNREAD_CLOSED_AFTER = 2_000;

  private final RoutingContext context;
  private final Bearers tokens;

  /// Null until somebody asked, unless it is a bot that asks.
  private Principal principal;

  private Call(RoutingContext context, Bearers tokens, Principal principal) {
    this.context = context;
    this.tokens = tokens;
    this.principal = principal;
  }

  /// At once, unless it is a bot that asks.
  static Future<Call> of(RoutingContext context, Bearers tokens) {
    String token = bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    return token != null && Bearers.isBots(token)
        ? tokens.bots().apply(token).map(bot -> new Call(context, tokens, bot))
        : Future.succeededFuture(new Call(context, tokens, null));
  }

  /// For what nobody has to sign in for.
  static Call ofNobody(RoutingContext context) {
    return new Call(context, null, null);
  }

  @CanIgnoreReturnValue
  Principal principal() {
    if (principal == null) {
      principal = verified();
    }
    return principal;
  }

  private Principal verified() {
    String header = header(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      throw new Failure.Unauthenticated(
          ErrorCode.UNAUTHENTICATED, "Authorization: missing (expected: Bearer and a token)");
    }
    String token = bearer(header);
    if (token == null) {
      throw new Failure.Unauthenticated(
          ErrorCode.TOKEN_INVALID, "Authorization: not a Bearer token");
    }
    return tokens.people().apply(token);
  }

  /// What stands behind `Bearer`, null when nothing does.
  String bearer() {
    return bearer(header(HttpHeaders.AUTHORIZATION));
  }

  /// Null when the request does not have it.
  String header(CharSequence name) {
    return context.request().getHeader(name);
  }

  UserId user() {
    return principal().user();
  }

  /// For what everybody may do who is signed in.
  <T> T signedIn(Supplier<T> action) {
    principal();
    return action.get();
  }

  /// The request, for a call that reads the body itself. Should it fail before the end of that, the
  /// client gets the answer and a moment to read it, and then the connection is closed.
  HttpServerRequest stream() {
    HttpServerRequest request = context.request();
    context.addEndHandler(
        answered ->
            context
                .vertx()
                .setTimer(
                    UNREAD_CLOSED_AFTER,
                    due -> {
                      if (!request.isEnded()) {
                        request.connection().close();
                      }
                    }));
    return request;
  }

  /// Tells a client that waits for it to send its body.
  void proceed() {
    if ("100-continue".equalsIgnoreCase(header(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
  }

  <T> T body(Class<T> type) {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw new Failure.Invalid(ErrorCode.BAD_JSON, "body: missing");
    }
    return Json.read(body.getBytes(), type);
  }

  <T> T path(String name, Function<String, T> parser) {
    return parser.apply(context.pathParam(name));
  }

  /// Null when the query does not have it.
  String query(String name) {
    try {
      return context.request().getParam(name);
    } catch (IllegalArgumentException e) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "query: not percent-encoded as it should be");
    }
  }

  /// Null when the query does not have it.
  Long number(String name) {
    String text = query(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, name + ": not a number");
    }
  }

  /// Whether the query says true. Without the parameter it does not.
  boolean flag(String name) {
    String text = query(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, name + ": '" + text + "' (expected: true or false)");
    }
    return "true".equals(text);
  }

  PageRequest page() {
    return PageRequest.parse(query("limit"), query("cursor"));
  }

  String clientAddress() {
    return context.request().remoteAddress().hostAddress();
  }

  private static String bearer(String header) {
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).trim()
        : null;
  }
}
