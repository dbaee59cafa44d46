package dev.starling.persistence;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The connections of one node to PostgreSQL. A database that is away reads as [Failure.TryLater],
/// everything else that goes wrong is a bug. Safe for use by any thread.
public final class Database {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int STATEMENTS_CACHED = 256;
  private static final int EVENT_LOOPS = 2;

  /// A statement is planned once, for any parameters: planning a feed, with its partitions of days
  /// and the rule of audiences, takes as long as running it. It may be planned while the tables are
  /// empty, and must not read them whole for that.
  private static final Map<String, String> PLANNING =
      Map.of("plan_cache_mode", "force_generic_plan", "enable_seqscan", "off");

  private final Vertx vertx;
  private final PgConnectOptions connect;
  private final Pool pool;

  private Database(Vertx vertx, PgConnectOptions connect, Pool pool) {
    this.vertx = vertx;
    this.connect = connect;
    this.pool = pool;
  }

  /// Brings the schema up to date. Needs no Vert.x, so that a node can join its cluster meanwhile;
  /// completes on a thread of its own.
  public static Future<Void> migrate(PostgresConfig config) {
    return Schema.migrate(config.options(), config.caFile());
  }

  /// Brings the schema up to date, then opens the pool.
  public static Future<Database> open(Vertx vertx, PostgresConfig config) {
    return open(vertx, config, migrate(config));
  }

  /// Opens the pool once the schema is up to date. Completes on the caller's context.
  public static Future<Database> open(Vertx vertx, PostgresConfig config, Future<Void> migrated) {
    Context context = vertx.getOrCreateContext();
    Promise<Void> here = Promise.promise();
    migrated.onComplete((done, cause) -> context.runOnContext(on -> here.complete(done, cause)));
    return here.future().map(done -> withPool(vertx, config));
  }

  private static Database withPool(Vertx vertx, PostgresConfig config) {
    PgConnectOptions connect =
        config
            .options()
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(STATEMENTS_CACHED)
            .setPreparedStatementCacheSqlFilter(sql -> true)
            .addProperty("application_name", "starling")
            .addProperty("statement_timeout", String.valueOf(config.statementTimeout().toMillis()));
    PLANNING.forEach(connect::addProperty);
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(config.connectionsMax())
            .setMaxWaitQueueSize(config.waitingMax())
            .setConnectionTimeout((int) config.waitMax().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setEventLoopSize(EVENT_LOOPS);
    return new Database(
        vertx, connect, PgBuilder.pool().with(options).connectingTo(connect).using(vertx).build());
  }

  /// Runs one statement by itself.
  public Future<RowSet<Row>> run(String sql, Object... parameters) {
    return with(client -> client.preparedQuery(sql).execute(Tuple.wrap(parameters)));
  }

  /// Runs what is one statement by itself.
  public <T> Future<T> with(Function<SqlClient, Future<T>> work) {
    return awayIsTryLater(work.apply(pool));
  }

  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return awayIsTryLater(pool.withTransaction(work));
  }

  /// A connection outside the pool, for one that is kept. Its owner closes it.
  public Future<PgConnection> connect() {
    return PgConnection.connect(vertx, connect);
  }

  public Future<Void> ping() {
    return run("select 1").mapEmpty();
  }

  public Future<Void> close() {
    return pool.close();
  }

  private static <T> Future<T> awayIsTryLater(Future<T> result) {
    return result.recover(cause -> Future.failedFuture(tryLaterIfAway(cause)));
  }

  public static Throwable tryLaterIfAway(Throwable cause) {
    return isAway(cause)
        ? new Failure.TryLater(
            ErrorCode.DATABASE_UNAVAILABLE, "the database does not answer", RETRY_AFTER)
        : cause;
  }

  /// Whether the statement may have failed for no fault of its own: no connection, no time, or a
  /// server on its way down. Anything else PostgreSQL says is about the statement.
  public static boolean isAway(Throwable cause) {
    if (cause instanceof PgException e) {
      String state = e.getSqlState();
      return switch (state.substring(0, 2)) {
        case "08", "40", "53", "55", "57" -> true;
        default -> false;
      };
    }
    return !(cause instanceof Failure)
        && (cause instanceof java.io.IOException
            || cause instanceof io.vertx.core.VertxException
            || cause instanceof java.util.concurrent.TimeoutException);
  }

  /// Whether PostgreSQL refused a row because of the unique constraint or index of this name.
  public static boolean violates(Throwable cause, String constraint) {
    return cause instanceof PgException e
        && "23505".equals(e.getSqlState())
        && constraint.equals(e.getConstraint());
  }
}
