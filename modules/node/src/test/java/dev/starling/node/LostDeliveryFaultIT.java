package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.devservices.PostgresDatabase;
import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.EventWriter;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.WriterConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A message is committed and nobody is told: its node died right then, or the bus lost it.
class LostDeliveryFaultIT {

  /// Promise 5.
  private static final Duration FOUND_WITHIN = Duration.ofSeconds(5);

  private final PostgresDatabase database = Services.shared().postgres().newDatabase();
  private final TestCluster cluster =
      TestCluster.start(
          1, Services.shared(), Map.of("STARLING_POSTGRES_URI", database.uri().toString()));
  private final Vertx mute = Vertx.vertx();

  @AfterEach
  void stop() {
    cluster.close();
    mute.close().await();
  }

  @Test
  void itReachesEveryConnectedMemberAllTheSame() {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 0);
    String chat = alice.directWith(bob);
    TestSocket b = bob.listening();

    commitInSilence(chat, alice, "said into the void");

    await()
        .atMost(FOUND_WITHIN)
        .untilAsserted(() -> assertThat(b.texts(chat)).containsExactly("said into the void"));
    alice.say(chat, "m2", "said aloud");
    await()
        .untilAsserted(
            () -> assertThat(b.texts(chat)).containsExactly("said into the void", "said aloud"));
  }

  @Test
  void whoWasPutOutLearnsOfItAllTheSameAndOfNothingBehindIt() {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 0);
    String group = alice.group("Climbing", bob);
    TestSocket b = bob.listening();

    ActionResult removed =
        new ActionWriter(silent())
            .run(
                Action.of(
                    "remove_member",
                    ConversationId.parse(group),
                    UserId.parse(alice.id()),
                    UserId.parse(bob.id()).value(),
                    (Object) null))
            .await();
    commitInSilence(group, alice, "without him");

    assertThat(removed).isInstanceOf(ActionResult.Written.class);
    await()
        .atMost(FOUND_WITHIN)
        .untilAsserted(() -> assertThat(b.events("member-removed")).hasSize(1));
    alice.say(group, "m2", "said aloud");
    String cursor = b.lastCursor();
    assertThat(bob.listening(cursor).texts(group)).isEmpty();
    assertThat(b.texts(group)).isEmpty();
  }

  private void commitInSilence(String chat, Person sender, String text) {
    Appended appended =
        new EventWriter(mute, silent(), WriterConfig.DEFAULTS)
            .append(
                new NewMessage(
                    ConversationId.parse(chat), UserId.parse(sender.id()), "silent", text))
            .await();
    assertThat(appended).isInstanceOf(Appended.Stored.class);
  }

  /// The database, for somebody who tells no node.
  private Database silent() {
    return Database.open(mute, PostgresConfig.DEFAULTS.at(database.uri().toString())).await();
  }
}
