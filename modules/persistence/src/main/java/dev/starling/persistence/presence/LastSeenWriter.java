package dev.starling.persistence.presence;

import dev.starling.persistence.Database;
import dev.starling.persistence.GroupCommit;
import dev.starling.wire.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes down when people left, many in one statement: those who leave while one is in flight go
/// with the next. A time only moves forward, so writing it twice, or from two nodes, is harmless.
/// Owned by the context it was made on; [#write] may be called from any thread.
public final class LastSeenWriter {

  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(5_000, Integer.MAX_VALUE, 200_000, Duration.ofMillis(500));

  private static final String WRITE =
      """
      insert into last_seen as l (user_id, at)
      select * from unnest($1::bigint[], $2::timestamptz[])
      on conflict (user_id) do update set at = excluded.at where l.at < excluded.at
      """;

  private final Context context;
  private final Database database;
  private final GroupCommit<LastSeen, LastSeen> commits;
  private volatile Future<Void> last = Future.succeededFuture();

  /// To be called on the context that shall own the writer.
  public LastSeenWriter(Vertx vertx, Database database) {
    this.context = vertx.getOrCreateContext();
    this.database = database;
    this.commits = new GroupCommit<>(LIMITS, seen -> 1, this::insert);
  }

  /// Completes once it is durable.
  public Future<Void> write(LastSeen seen) {
    Promise<Void> answer = Promise.promise();
    last = answer.future();
    context.runOnContext(on -> commits.add(seen).<Void>mapEmpty().onComplete(answer));
    return answer.future();
  }

  /// Completes when what was to be written so far is, because they are written in turn.
  public Future<Void> settled() {
    return last;
  }

  private Future<List<LastSeen>> insert(List<LastSeen> batch) {
    Map<UserId, LastSeen> latest = new HashMap<>();
    batch.forEach(seen -> latest.merge(seen.user(), seen, LastSeen::later));
    List<LastSeen> inOrder =
        latest.values().stream().sorted(Comparator.comparingLong(s -> s.user().value())).toList();
    return database
        .run(
            WRITE,
            inOrder.stream().map(seen -> seen.user().value()).toArray(Long[]::new),
            inOrder.stream()
                .map(seen -> seen.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new))
        .map(batch);
  }
}
