package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nodes do by the clock is planned once by each session, perhaps while there are no messages
/// yet. It must not read all of them when there are.
class UpkeepPlansIT {

  private static final int MESSAGES = 2_000;

  private static final String WRITE =
      """
      insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
      select 1 + i % 20, i, 0, 7, now(), 1, 'c' || i, 'the heron flies' from generate_series(1, $1) i
      """;

  private static final String READ =
      """
      select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_user_tables where relname like 'event_p%'
      """;

  private Vertx vertx;
  private PgConnection session;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    session = FreshDatabase.open(vertx).connect().await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"select erase_expired(now(), 100)", "select erase_next(100)"})
  void messagesAreNotReadByTheClock(String upkeep) {
    run(upkeep);
    session.preparedQuery(WRITE).execute(Tuple.of(MESSAGES)).await();
    long before = read();

    run(upkeep);

    assertThat(read() - before).as("messages read").isLessThan(MESSAGES / 10);
  }

  private void run(String statement) {
    session.preparedQuery(statement).execute().await();
  }

  /// How many messages were read so far.
  private long read() {
    session.query("select pg_stat_force_next_flush()").execute().await();
    return session.query(READ).execute().await().iterator().next().getLong(0);
  }
}
