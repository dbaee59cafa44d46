package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Gathering;
import dev.starling.persistence.GroupCommit;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits messages in batches over one connection of its own, one batch in flight.
///
/// **Guarantee:** [#append] succeeds only after PostgreSQL has committed. While the database is
/// away a batch is tried again; because that repeats client ids, a batch whose outcome was unknown
/// is never stored twice.
///
/// Owned by the context it was made on; [#append] may be called from any thread.
public final class EventWriter {

  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

  /// Batches differ in size, so a plan for "any size" is as good as one for this size, and free.
  private static final Map<String, String> SESSION =
      Map.of("plan_cache_mode", "force_generic_plan");

  private static final Duration RECONNECT_AFTER = Duration.ofMillis(200);

  private final Vertx vertx;
  private final Context context;
  private final Database database;
  private final WriterConfig config;
  private final WriterListener listener;
  private final GroupCommit<NewMessage, Appended> commits;

  /// Joins a retry to the message it repeats while that one still waits: the two must not meet in
  /// one statement.
  private final Map<Key, Waiting> waiting = new ConcurrentHashMap<>();

  private PgConnection connection;
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
    this.database = database;
    this.config = config;
    this.listener = listener;
    this.commits =
        new GroupCommit<>(
            config.limits(),
            NewMessage::bytes,
            this::commit,
            new Gathering(config.gathering(), System::nanoTime),
            action -> context.runOnContext(on -> action.run()),
            this::after);
  }

  /// Connects, so that the first message does not wait for it.
  public Future<Void> start() {
    return connected().mapEmpty();
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
    commits
        .add(message)
        .onComplete(
            (appended, cause) -> {
              waiting.remove(key);
              mine.answer().complete(appended, cause);
              if (drained != null) {
                context.runOnContext(on -> closeIfDrained());
              }
            });
    return mine.answer().future();
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

  private void after(long nanos, Runnable action) {
    vertx.timer(nanos, TimeUnit.NANOSECONDS).onSuccess(fired -> action.run());
  }

  private void closeIfDrained() {
    if (drained != null && waiting.isEmpty()) {
      Future<Void> closed = connection == null ? Future.succeededFuture() : connection.close();
      closed.onComplete(done -> drained.tryComplete());
    }
  }

  private Future<List<Appended>> commit(List<NewMessage> batch) {
    long since = System.nanoTime();
    return tryCommit(batch)
        .onSuccess(done -> listener.committed(batch.size(), System.nanoTime() - since));
  }

  private Future<List<Appended>> tryCommit(List<NewMessage> batch) {
    return connected()
        .compose(new AppendBatch(batch)::run)
        .recover(
            cause ->
                AppendBatch.isRefusal(cause)
                    ? connected().compose(open -> AppendEach.run(open, batch))
                    : Future.failedFuture(cause))
        .recover(cause -> again(batch, cause, System.nanoTime()));
  }

  /// The outcome is unknown or nothing was done: play the batch again through the slow path, which
  /// recognises what is stored already.
  private Future<List<Appended>> again(List<NewMessage> batch, Throwable cause, long since) {
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
        .compose(fired -> connected())
        .compose(open -> AppendEach.run(open, batch))
        .recover(next -> again(batch, next, since));
  }

  private Future<PgConnection> connected() {
    if (connection != null) {
      return Future.succeededFuture(connection);
    }
    return database
        .connect(SESSION)
        .onSuccess(
            open -> {
              connection = open;
              open.closeHandler(
                  closed -> {
                    connection = null;
                    if (drained == null) { // Else we closed it.
                      LOG.warn("writer connection closed");
                    }
                  });
            });
  }
}
