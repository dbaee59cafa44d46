package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.account.limit.ActionLimits;
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

/// Puts calls on routes: reads, counts what writes, lets the call answer, writes. A call that
/// throws, fails or has a bug is answered like any other.
final class Api {

  /// Where a route says what it counts as.
  static final String ACTION = "action";

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String JSON = "application/json; charset=utf-8";

  private final Router router;
  private final Bearers tokens;
  private final ActionLimits limits;
  private final boolean isStreamed;

  Api(Router router, Bearers tokens, ActionLimits limits) {
    this(router, tokens, limits, false);
  }

  private Api(Router router, Bearers tokens, ActionLimits limits, boolean isStreamed) {
    this.router = router;
    this.tokens = tokens;
    this.limits = limits;
    this.isStreamed = isStreamed;
  }

  /// For calls that read the body themselves: nothing of it comes before they ask for it, and what
  /// they leave goes nowhere.
  static Api streamed(Router router, Bearers tokens, ActionLimits limits) {
    return new Api(router, tokens, limits, true);
  }

  void get(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.GET, path, Action.UNCOUNTED, call);
  }

  /// For what is dear to read.
  void get(String path, Action action, Function<Call, Future<Answer>> call) {
    on(HttpMethod.GET, path, action, call);
  }

  void post(String path, Action action, Function<Call, Future<Answer>> call) {
    on(HttpMethod.POST, path, action, call);
  }

  void put(String path, Action action, Function<Call, Future<Answer>> call) {
    on(HttpMethod.PUT, path, action, call);
  }

  void patch(String path, Action action, Function<Call, Future<Answer>> call) {
    on(HttpMethod.PATCH, path, action, call);
  }

  void delete(String path, Action action, Function<Call, Future<Answer>> call) {
    on(HttpMethod.DELETE, path, action, call);
  }

  void head(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.HEAD, path, Action.UNCOUNTED, call);
  }

  void options(String path, Function<Call, Future<Answer>> call) {
    on(HttpMethod.OPTIONS, path, Action.UNCOUNTED, call);
  }

  private void on(
      HttpMethod method, String path, Action action, Function<Call, Future<Answer>> call) {
    router
        .route(method, path)
        .putMetadata(ACTION, action)
        .handler(
            context -> {
              if (isStreamed) {
                context.request().pause();
              }
              // compose, not a bare call: a call that throws must still answer.
              Future.succeededFuture(context)
                  .compose(asked -> Call.of(asked, tokens))
                  .map(asked -> counted(asked, action))
                  .compose(call)
                  .onSuccess(answer -> write(context, answer))
                  .onFailure(cause -> fail(context, cause))
                  .onComplete(done -> context.request().resume());
            });
  }

  /// Who asks for what is counted has to be known for that.
  private Call counted(Call call, Action action) {
    if (action != Action.UNCOUNTED) {
      limits.take(call.user(), action);
    }
    return call;
  }

  private static void write(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
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
