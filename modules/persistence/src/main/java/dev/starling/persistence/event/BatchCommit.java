package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Commits one batch after the other: by the fast way that is all or nothing, and where that ends
/// in nothing, each write by itself.
///
/// While the database is away messages are tried again: client ids make sure that one whose outcome
/// was unknown is never stored twice. Actions are not; whoever asked is told to try later.
final class BatchCommit {

  private static final Duration RECONNECT_AFTER = Duration.ofMillis(200);

  private final Vertx vertx;
  private final WriterConnection connection;
  private final WriterConfig config;

  BatchCommit(Vertx vertx, WriterConnection connection, WriterConfig config) {
    this.vertx = vertx;
    this.connection = connection;
    this.config = config;
  }

  /// Answers in the order of the batch, and never fails.
  Future<List<Outcome>> run(List<Write> batch) {
    List<NewMessage> messages = only(NewMessage.class, batch);
    List<Action> actions = only(Action.class, batch);
    if (actions.isEmpty()) {
      return appended(messages);
    }
    return batch.size() == 1
        ? acted(actions)
        : together(new MixedBatch(messages, actions)).map(done -> done.inOrderOf(batch));
  }

  private static <T extends Write> List<T> only(Class<T> type, List<Write> batch) {
    return batch.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Future<MixedBatch.Done> together(MixedBatch batch) {
    return connection
        .get()
        .compose(open -> batch.run(open, connection.known()))
        .recover(cause -> apart(batch, cause));
  }

  /// Whatever PostgreSQL says no to has left nothing behind, so everything may be done again. When
  /// it says nothing, nobody knows.
  private Future<MixedBatch.Done> apart(MixedBatch batch, Throwable cause) {
    Future<List<Outcome>> acted =
        cause instanceof PgException
            ? acted(batch.actions())
            : Future.succeededFuture(failed(batch.actions(), cause));
    return acted.compose(
        actions ->
            appended(batch.messages()).map(messages -> new MixedBatch.Done(messages, actions)));
  }

  private Future<List<Outcome>> acted(List<Action> actions) {
    List<Outcome> outcomes = new ArrayList<>(actions.size());
    Future<Boolean> before = Future.succeededFuture();
    for (Action action : actions) {
      before = before.compose(done -> acted(action)).map(outcomes::add);
    }
    return before.map(done -> outcomes);
  }

  private Future<Outcome> acted(Action action) {
    return connection
        .get()
        .compose(open -> ActionCall.alone(open, action))
        .<Outcome>map(result -> result)
        .otherwise(BatchCommit::failed);
  }

  private Future<List<Outcome>> appended(List<NewMessage> messages) {
    return messages.isEmpty()
        ? Future.succeededFuture(List.of())
        : append(messages)
            .<List<Outcome>>map(List::copyOf)
            .otherwise(cause -> failed(messages, cause));
  }

  private static List<Outcome> failed(List<? extends Write> writes, Throwable cause) {
    return Collections.nCopies(writes.size(), failed(cause));
  }

  private static Outcome failed(Throwable cause) {
    return new Outcome.Failed(Database.tryLaterIfAway(cause));
  }

  private Future<List<Appended>> append(List<NewMessage> messages) {
    return connection
        .get()
        .compose(open -> new AppendBatch(messages, connection.known()).run(open))
        .recover(
            cause ->
                AppendBatch.isRefusal(cause)
                    ? connection.get().compose(open -> AppendEach.run(open, messages))
                    : Future.failedFuture(cause))
        .recover(cause -> again(messages, cause, System.nanoTime()));
  }

  /// The outcome is unknown or nothing was done: play the batch again through the slow path, which
  /// recognises what is stored already.
  private Future<List<Appended>> again(List<NewMessage> messages, Throwable cause, long since) {
    if (!Database.isAway(cause)) {
      return Future.failedFuture(cause);
    }
    if (System.nanoTime() - since > config.giveUpAfter().toNanos()) {
      return Future.failedFuture(
          new Failure.TryLater(
              ErrorCode.DATABASE_UNAVAILABLE, "the database does not answer", config.retryAfter()));
    }
    return vertx
        .timer(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)
        .compose(fired -> connection.get())
        .compose(open -> AppendEach.run(open, messages))
        .recover(next -> again(messages, next, since));
  }
}
