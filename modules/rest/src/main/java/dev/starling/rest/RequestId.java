package dev.starling.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of a request in logs: the client's own, if it has a decent one, otherwise ours. It is
/// sent back with the answer.
final class RequestId {

  static final String HEADER = "X-Request-Id";

  private static final String KEY = "requestId";
  private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  static void give(RoutingContext context) {
    String theirs = context.request().getHeader(HEADER);
    String id =
        theirs != null && DECENT.matcher(theirs).matches() ? theirs : UUID.randomUUID().toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  static String of(RoutingContext context) {
    return context.get(KEY);
  }
}
