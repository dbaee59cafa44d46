package dev.starling.rest;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.account.Principal;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.Supplier;

/// One request, read as it is needed. What is missing or wrong throws the [Failure] to answer with.
final class Call {

  private static final String BEARER = "Bearer ";
  private static final String JSON = "application/json";

  private final RoutingContext context;
  private final Function<String, Principal> tokens;

  Call(RoutingContext context, Function<String, Principal> tokens) {
    this.context = context;
    this.tokens = tokens;
  }

  @CanIgnoreReturnValue
  Principal principal() {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      throw new Failure.Unauthenticated(
          ErrorCode.UNAUTHENTICATED, "Authorization: missing (expected: Bearer and a token)");
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new Failure.Unauthenticated(
          ErrorCode.TOKEN_INVALID, "Authorization: not a Bearer token");
    }
    return tokens.apply(header.substring(BEARER.length()).trim());
  }

  UserId user() {
    return principal().user();
  }

  /// For what everybody may do who is signed in.
  <T> T signedIn(Supplier<T> action) {
    principal();
    return action.get();
  }

  <T> T body(Class<T> type) {
    String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (contentType != null && !isJson(contentType)) {
      throw new Failure.Invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected " + JSON);
    }
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw new Failure.Invalid(ErrorCode.BAD_JSON, "body: missing");
    }
    return Json.read(body.getBytes(), type);
  }

  /// Whatever its parameters say: JSON is UTF-8.
  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.trim().equalsIgnoreCase(JSON);
  }

  <T> T path(String name, Function<String, T> parser) {
    return parser.apply(context.pathParam(name));
  }

  /// Null when the query does not have it.
  String query(String name) {
    return context.request().getParam(name);
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

  PageRequest page() {
    return PageRequest.parse(query("limit"), query("cursor"));
  }

  String clientAddress() {
    return context.request().remoteAddress().hostAddress();
  }
}
