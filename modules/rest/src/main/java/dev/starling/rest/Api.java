package dev.starling.rest;

import dev.starling.wire.ErrorBody;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts calls on routes: reads, lets the call answer, writes. A call that throws, fails or has a
/// bug is answered like any other.
final class Api {

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String JSON = "application/json; charset=utf-8";

  private final Router router;
  private final Bearers tokens;

  Api(Router router, Bearers tokens) {
    this.router = router;
    this.tokens = tokens;
  }

  void get(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.GET, path, call);
  }

  void post(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.POST, path, call);
  }

  void put(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.PUT, path, call);
  }

  void patch(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.PATCH, path, call);
  }

  void delete(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.DELETE, path, call);
  }

  private void on(HttpMethod method, String path, Function<Call, Future<Answer>> call) {
    router
        .route(method, path)
        .handler(
            context ->
                // compose, not a bare call: a call that throws must still answer.
                Future.succeededFuture(context)
                    .compose(asked -> Call.of(asked, tokens))
                    .compose(call)
                    .onSuccess(answer -> write(context, answer))
                    .onFailure(cause -> fail(context, cause)));
  }

  private static void write(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response().setStatusCode(answer.status());
    if (answer.body() == null) {
      response.end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Json.write(answer.body()));
    }
  }

  static void fail(RoutingContext context, Throwable cause) {
    if (!(cause instanceof Failure)) {
      LOG.atError()
          .addKeyValue("requestId", RequestId.of(context))
          .addKeyValue("path", context.request().path())
          .setCause(cause)
          .log("a request failed");
    }
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (cause instanceof Failure.TryLater later) {
      long seconds = TimeUnit.MILLISECONDS.toSeconds(later.afterMillis() + 999);
      response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }
    response
        .setStatusCode(Failures.status(cause))
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(Json.write(ErrorBody.of(cause)));
  }
}
