package dev.starling.story.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kept connection to Redis, over which everything is pipelined; a pool would lease a
/// connection for each command.
///
/// **Guarantee:** every question is answered within the configured time, if only by [RedisAway].
/// One that is late costs the connection, so while Redis hangs only the first ones wait. Nothing is
/// asked twice.
///
/// Owned by the context it was made on; may be called from any thread, and answers on the caller's
/// context.
public final class RedisCopy {

  private static final Logger LOG = LoggerFactory.getLogger(RedisCopy.class);

  private final Vertx vertx;
  private final RedisConfig config;
  private final Context context;
  private final Backoff backoff;

  private Link link;
  private boolean stopped;

  private record Link(Redis client, RedisConnection connection) {}

  /// To be called on the context that shall own it.
  public RedisCopy(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.context = vertx.getOrCreateContext();
    this.backoff =
        new Backoff(
            config.reconnectAfterMin(), config.reconnectAfterMax(), RandomGenerator.getDefault());
  }

  /// Completes after the first attempt to connect, however it went: nobody needs Redis to start.
  public Future<Void> start() {
    return onContext(this::connect);
  }

  public Future<Void> stop() {
    return onContext(
        () -> {
          stopped = true;
          Link last = link;
          link = null;
          return last == null ? Future.succeededFuture() : last.client().close();
        });
  }

  /// Fails with [RedisAway] when there is no answer, and with what Redis says when it refuses.
  public Future<Response> run(Script script, List<String> keys, List<String> arguments) {
    return onContext(
        () ->
            ask(request(Command.EVALSHA, script.sha1(), keys, arguments))
                .recover(
                    cause ->
                        isUnknownScript(cause)
                            ? ask(request(Command.EVAL, script.text(), keys, arguments))
                            : Future.failedFuture(cause)));
  }

  /// Fails unless Redis answers.
  public Future<Void> ping() {
    return onContext(() -> ask(Request.cmd(Command.PING))).mapEmpty();
  }

  private Future<Response> ask(Request request) {
    Link asked = link;
    if (asked == null) {
      return Future.failedFuture(new RedisAway("not connected"));
    }
    return asked
        .connection()
        .send(request)
        .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            cause -> {
              if (isAnswer(cause)) {
                return Future.failedFuture(cause);
              }
              lose(asked, cause);
              return Future.failedFuture(new RedisAway(cause.toString()));
            });
  }

  private Future<Void> connect() {
    Redis client = Redis.createClient(vertx, config.options());
    return client
        .connect()
        .timeout(config.connectWithin().toMillis(), TimeUnit.MILLISECONDS)
        .<Void>map(
            connection -> {
              adopt(new Link(client, connection));
              return null;
            })
        .recover(
            cause -> {
              LOG.debug("no connection to Redis: {}", cause.toString());
              client.close();
              connectLater();
              return Future.succeededFuture();
            });
  }

  private void adopt(Link made) {
    if (stopped) {
      made.client().close();
      return;
    }
    link = made;
    backoff.reset();
    made.connection()
        .endHandler(ended -> context.runOnContext(on -> lose(made, "closed")))
        .exceptionHandler(cause -> context.runOnContext(on -> lose(made, cause)));
    LOG.info("connected to Redis");
  }

  private void lose(Link lost, Object why) {
    if (lost.equals(link)) {
      LOG.warn("lost the connection to Redis: {}", why);
      link = null;
      lost.client().close();
      connectLater();
    }
  }

  private void connectLater() {
    if (!stopped) {
      vertx
          .timer(backoff.next().toMillis(), TimeUnit.MILLISECONDS)
          .compose(fired -> onContext(() -> stopped ? Future.succeededFuture() : connect()))
          .onFailure(cause -> LOG.error("no further attempt to reach Redis", cause));
    }
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  /// A server that refuses is there. One that may write no more, because another took its place, is
  /// as good as away; and the client words the end of a connection like an answer.
  private static boolean isAnswer(Throwable cause) {
    return cause instanceof Response
        && !cause.getMessage().startsWith("READONLY")
        && !cause.getMessage().equals("CONNECTION_CLOSED");
  }

  private static boolean isUnknownScript(Throwable cause) {
    return cause instanceof Response && cause.getMessage().startsWith("NOSCRIPT");
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        on ->
            // compose, not a bare call: work that throws must still answer.
            Future.succeededFuture()
                .compose(go -> work.get())
                .onComplete(
                    (result, cause) ->
                        caller.runOnContext(back -> answer.complete(result, cause))));
    return answer.future();
  }
}
