package dev.starling.persistence.event;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static dev.starling.persistence.event.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PersistenceVerticle;
import dev.starling.persistence.PostgresConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// PostgreSQL goes away while messages are written.
@ExtendWith(VertxExtension.class)
class EventWriterFaultIT {

  private static final Services SERVICES = Services.separate();
  private static final WriterConfig PATIENT = config(Duration.ofSeconds(60));
  private static final WriterConfig IMPATIENT = config(Duration.ofMillis(500));

  private Database database;

  @AfterAll
  static void end() {
    SERVICES.close();
  }

  @BeforeEach
  void open(Vertx vertx) {
    String uri = SERVICES.postgres().newDatabase().uri().toString();
    database = Database.open(vertx, PostgresConfig.DEFAULTS.at(uri)).await();
  }

  @Test
  void whatIsUnderWayWhenPostgresRestartsIsStoredExactlyOnce(Vertx vertx) {
    EventWriters writers = writer(vertx, PATIENT);
    ConversationId chat = Chat.group(database, ALICE, BOB);

    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(writers.append(message(chat, ALICE, "m" + i)));
    }
    answers.getFirst().await();
    SERVICES.postgres().stop();
    SERVICES.postgres().start();

    answers.forEach(future -> future.await());
    List<StoredEvent> log =
        new EventRepository(database, Clock.systemUTC()).after(ALICE, chat, 1, 5_000).await();
    assertThat(log).hasSize(2_000);
    assertThat(log.getLast().event().seq()).isEqualTo(2_001);
  }

  @Test
  void whenPostgresStaysAwaySendersAreToldToTryLaterAndItWorksAgainAfterwards(Vertx vertx) {
    EventWriters writers = writer(vertx, IMPATIENT);
    ConversationId chat = Chat.group(database, ALICE, BOB);

    SERVICES.postgres().stop();
    Future<Appended> refused = writers.append(message(chat, ALICE, "m1"));
    Throwable cause = refused.transform(Future::succeededFuture).await().cause();
    SERVICES.postgres().start();

    assertThat(cause)
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            later -> assertThat(later.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
    assertThat(writers.append(message(chat, ALICE, "m1")).await())
        .isInstanceOf(Appended.Stored.class);
  }

  @Test
  void stoppingCommitsWhatWasAccepted(Vertx vertx) {
    EventWriters writers = new EventWriters(1);
    String writer =
        vertx.deployVerticle(new PersistenceVerticle(database, PATIENT, writers, 0)).await();
    ConversationId chat = Chat.group(database, ALICE, BOB);
    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(writers.append(message(chat, ALICE, "m" + i)));
    }

    vertx.undeploy(writer).await();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.succeeded()).isTrue());
    assertThat(writers.append(message(chat, ALICE, "late")).cause())
        .isInstanceOf(Failure.TryLater.class);
  }

  private EventWriters writer(Vertx vertx, WriterConfig config) {
    EventWriters writers = new EventWriters(1);
    vertx.deployVerticle(new PersistenceVerticle(database, config, writers, 0)).await();
    return writers;
  }

  private static WriterConfig config(Duration giveUpAfter) {
    WriterConfig defaults = WriterConfig.DEFAULTS;
    return new WriterConfig(
        1,
        defaults.batchItemsMax(),
        defaults.batchBytesMax(),
        defaults.gatherFor(),
        defaults.gatherEnough(),
        defaults.gatherFromPerSecond(),
        defaults.queuedMax(),
        defaults.retryAfter(),
        giveUpAfter,
        defaults.sendersKnownMax());
  }
}
