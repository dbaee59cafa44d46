package dev.starling.persistence.story;

import dev.starling.persistence.Database;
import dev.starling.persistence.GroupCommit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Ends the time for which an author is looked up in `story_pull`. Owned by the context it was made
/// on; may be called from any thread.
public final class PullWriter {

  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(5_000, Integer.MAX_VALUE, 50_000, Duration.ofMillis(500));

  private static final String SETTLE = "delete from story_pull where ticket = any ($1)";

  private static final String RENEW = "select renew_story_copies($1)";

  /// One statement: the copies are renewed in the transaction that takes the tickets away.
  private static final String RENEW_LATE =
      """
      select renew_story_copies(array_agg(ticket))
        from (select ticket from story_pull
               where until is null and added_at < now() - make_interval(secs => $1)
               limit 100000) late
      having count(*) > 0
      """;

  private static final String FORGET = "delete from story_pull where until < $1";

  private final Context context;
  private final Database database;
  private final GroupCommit<Collection<Long>, Void> renewals;

  /// To be called on the context that shall own the writer.
  public PullWriter(Vertx vertx, Database database) {
    this.context = vertx.getOrCreateContext();
    this.database = database;
    this.renewals = new GroupCommit<>(LIMITS, Collection::size, this::renewAll);
  }

  /// The tickets' authors are in the copies.
  public Future<Void> settle(Collection<Long> tickets) {
    return database.run(SETTLE, (Object) tickets.toArray(Long[]::new)).mapEmpty();
  }

  /// They are not, so no copy made so far counts any more. One statement at a time: a hundred posts
  /// while Redis is away do not wait for each other's row lock.
  public Future<Void> renew(Collection<Long> tickets) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(on -> renewals.add(tickets).onComplete(done));
    return done.future();
  }

  /// As [#renew] for all tickets older than this: those of nodes that ended before they could.
  ///
  /// @return whether there were any
  public Future<Boolean> renewLate(Duration olderThan) {
    return database.run(RENEW_LATE, (double) olderThan.toSeconds()).map(rows -> rows.size() > 0);
  }

  /// Forgets who was looked up because of stories that expired before this.
  public Future<Void> forget(Instant expiredBefore) {
    return database.run(FORGET, Columns.time(expiredBefore)).mapEmpty();
  }

  private Future<List<Void>> renewAll(List<Collection<Long>> batch) {
    Long[] tickets = batch.stream().flatMap(Collection::stream).toArray(Long[]::new);
    return database
        .run(RENEW, (Object) tickets)
        .map(done -> Collections.nCopies(batch.size(), null));
  }
}
