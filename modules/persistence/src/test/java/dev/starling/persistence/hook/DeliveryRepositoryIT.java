package dev.starling.persistence.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeliveryRepositoryIT {

  private static Database database;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @Test
  void aWithdrawalThatComesWhileANotificationIsFinishedIsDueAtOnce() {
    Delivery sent = notification();
    PgConnection reader = database.connect().await();
    reader.query("begin").execute().await();
    reader.query("select from push_notice for update").execute().await();

    Future<Void> finished = new DeliveryRepository(database).done(sent, true);
    await().until(DeliveryRepositoryIT::somebodyWaits);
    reader.query("select push_withdraw(array[1], array[2], true)").execute().await();
    reader.query("commit").execute().await();
    finished.await();

    Row left =
        database
            .run("select kind, leased_until, due_at <= clock_timestamp() from hook_delivery")
            .await()
            .iterator()
            .next();
    assertThat(left.getInteger(0)).as("a withdrawal").isEqualTo(2);
    assertThat(left.getOffsetDateTime(1)).as("leased to nobody").isNull();
    assertThat(left.getBoolean(2)).as("due").isTrue();
    reader.close().await();
  }

  /// On its way for the second time, and leased for long.
  private static Delivery notification() {
    database
        .run(
            """
            insert into push_notice (user_id, conversation_id, seq, sent_at, look_at)
              values (1, 2, 3, clock_timestamp(), clock_timestamp() + interval '1 hour')
            """)
        .await();
    Row made =
        database
            .run(
                """
                insert into hook_delivery (
                    target, user_id, conversation_id, kind, seq, attempts, due_at, leased_until)
                  values (0, 1, 2, 1, 3, 2, clock_timestamp() + interval '1 hour',
                          clock_timestamp() + interval '1 hour')
                  returning id, message_id
                """)
            .await()
            .iterator()
            .next();
    Delivery.Content content =
        new Delivery.Content(
            new UserId(1), new ConversationId(2), 3, 1, null, null, null, Instant.EPOCH, null);
    return new Delivery(made.getLong(0), made.getUUID(1), true, 2, true, null, content);
  }

  private static boolean somebodyWaits() {
    return database
        .run(
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')
            """)
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }
}
