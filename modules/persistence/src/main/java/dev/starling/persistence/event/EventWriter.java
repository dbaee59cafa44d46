package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Gathering;
import dev.starling.persistence.GroupCommit;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Commits messages and actions in batches over one connection of its own, one batch in flight.
///
/// **Guarantee:** [#append] and [#act] succeed only after PostgreSQL has committed. While the
/// database is away messages are tried again; because that repeats client ids, one whose outcome
/// was unknown is never stored twice.
///
/// Owned by the context it was made on; [#append] and [#act] may be called from any thread.
public final class EventWriter {

  private final Vertx vertx;
  private final Context context;
  private final WriterListener listener;
  private final WriterConnection connection;
  private final BatchCommit commit;
  private final GroupCommit<Write, Outcome> commits;

  /// Joins a retry to the message it repeats while that one still waits: the two must not meet in
  /// one statement.
  private final Map<Key, Waiting> waiting = new ConcurrentHashMap<>();

  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile Promise<Void> drained;

  private record Key(long conversation, long sender, String clientId) {
    static Key of(NewMessage message) {
      return new Key(message.conversation().value(), message.sender().value(), message.clientId());
    }
  }

  private record Waiting(NewMessage message, Promise<Appended> answer) {}

  /// To be called on the context that shall own the writer.
  public EventWriter(Vertx vertx, Database database, WriterConfig config) {
    this(vertx, database, config, WriterListener.NOBODY);
  }

  /// To be called on the context that shall own the writer.
  public EventWriter(Vertx vertx, Database database, WriterConfig config, WriterListener listener) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.listener = listener;
    this.connection = new WriterConnection(database, config.sendersKnownMax());
    this.commit = new BatchCommit(vertx, connection, config);
    this.commits =
        new GroupCommit<>(
            config.limits(),
            Write::bytes,
            this::commit,
            new Gathering(config.gathering(), System::nanoTime),
            action -> context.runOnContext(on -> action.run()),
            this::after);
  }

  /// Connects, so that the first message does not wait for it.
  public Future<Void> start() {
    return connection.get().mapEmpty();
  }

  /// Appends, from any thread. The future completes on the writer's context, or at once when the
  /// message is refused without asking the database.
  public Future<Appended> append(NewMessage message) {
    Key key = Key.of(message);
    Waiting mine = new Waiting(message, Promise.promise());
    Waiting earlier = waiting.putIfAbsent(key, mine);
    if (earlier != null) {
      return earlier.message().equals(message)
          ? earlier.answer().future()
          : Future.succeededFuture(new Appended.Refused(ErrorCode.CLIENT_ID_REUSED, null));
    }
    write(message, Appended.class)
        .onComplete(
            (appended, cause) -> {
              waiting.remove(key);
              mine.answer().complete(appended, cause);
            });
    return mine.answer().future();
  }

  /// Acts, from any thread. The future completes on the writer's context.
  public Future<ActionResult> act(Action action) {
    return write(action, ActionResult.class);
  }

  /// Completes when nothing waits any more. The caller sees to it that nothing new comes.
  public Future<Void> stop() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        on -> {
          drained = done;
          closeIfDrained();
        });
    return done.future();
  }

  private <T extends Outcome> Future<T> write(Write write, Class<T> outcome) {
    unanswered.incrementAndGet();
    return commits
        .add(write)
        .compose(
            what ->
                what instanceof Outcome.Failed failed
                    ? Future.<T>failedFuture(failed.cause())
                    : Future.succeededFuture(outcome.cast(what)))
        .onComplete(
            answered -> {
              if (unanswered.decrementAndGet() == 0 && drained != null) {
                context.runOnContext(on -> closeIfDrained());
              }
            });
  }

  private void after(long nanos, Runnable action) {
    vertx.timer(nanos, TimeUnit.NANOSECONDS).onSuccess(fired -> action.run());
  }

  private void closeIfDrained() {
    if (drained != null && unanswered.get() == 0) {
      connection.close().onComplete(done -> drained.tryComplete());
    }
  }

  private Future<List<Outcome>> commit(List<Write> batch) {
    long since = System.nanoTime();
    return commit
        .run(batch)
        .onSuccess(
            outcomes -> {
              if (!outcomes.stream().allMatch(Outcome.Failed.class::isInstance)) {
                listener.committed(batch.size(), System.nanoTime() - since);
              }
            });
  }
}
