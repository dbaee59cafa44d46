package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// People on two nodes write to each other.
class MessagingClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aThousandMessagesEachWayArriveOnceAndInOrder() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();

    List<Future<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(a.say(chat, "a" + i, "from alice " + i));
      answers.add(b.say(chat, "b" + i, "from bob " + i));
    }

    answers.forEach(answer -> assertThat(answer.await().get("type").asText()).isEqualTo("rec"));
    for (TestSocket socket : List.of(a, b)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(socket.sequences(chat)).hasSize(2_000));
      assertThat(socket.sequences(chat))
          .isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
      assertThat(socket.texts(chat))
          .filteredOn(text -> text.startsWith("from alice"))
          .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "from alice " + i).toList());
      assertThat(socket.texts(chat))
          .filteredOn(text -> text.startsWith("from bob"))
          .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "from bob " + i).toList());
    }
  }

  @Test
  void everyDeviceHearsEverythingTheSendersOthersIncluded() {
    String chat = alice.directWith(bob);
    TestSocket laptop = alice.listening();
    TestSocket phone = alice.onAnotherDevice(cluster.url(1)).listening();
    TestSocket bobs = bob.listening();

    assertThat(laptop.say(chat, "m", "hello").await().get("body").get("seq").asLong()).isEqualTo(1);

    for (TestSocket socket : List.of(laptop, phone, bobs)) {
      JsonNode message = socket.awaitEvent("message");
      assertThat(message.get("text").asText()).isEqualTo("hello");
      assertThat(message.get("sender").asText()).isEqualTo(alice.id());
      assertThat(message.get("clientId").asText()).isEqualTo("m");
    }
  }

  @Test
  void whatWasSaidWhileOneWasAwayComesWithTheResumeAndNothingTwice() {
    String chat = alice.directWith(bob);
    TestSocket first = bob.listening();
    alice.say(chat, "m1", "heard");
    assertThat(first.awaitEvent("message").get("seq").asLong()).isEqualTo(1);
    String cursor = first.lastCursor();
    first.close();
    TestSocket between = bob.listening(cursor);
    String later = between.lastCursor();
    between.close();

    alice.say(chat, "m2", "missed");
    alice.say(chat, "m3", "missed, too");
    TestSocket second = bob.at(cluster.url(0)).listening(later);

    assertThat(between.texts(chat)).containsExactly("heard");
    assertThat(second.texts(chat)).containsExactly("missed", "missed, too");
    alice.say(chat, "m4", "live again");
    await()
        .untilAsserted(
            () ->
                assertThat(second.texts(chat))
                    .containsExactly("missed", "missed, too", "live again"));
  }

  @Test
  void aSocketWithEventsIsGivenANewerCursorFromTimeToTime() {
    String chat = alice.directWith(bob);
    TestSocket first = bob.listening();
    alice.say(chat, "m1", "heard");

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(first.events("caught-up")).hasSize(2));
    TestSocket second = bob.listening(first.lastCursor());

    assertThat(second.texts(chat)).isEmpty();
  }

  @Test
  void aGroupsMembersLearnOfItAndHearEachOther() {
    Person carol = cluster.person("carol", 1);
    TestSocket b = bob.listening();
    TestSocket c = carol.listening();

    String group = alice.group("Climbing", bob, carol);
    alice.say(group, "m1", "who is in?");

    for (TestSocket socket : List.of(b, c)) {
      await().untilAsserted(() -> assertThat(socket.sequences(group)).containsExactly(1L, 2L));
      assertThat(socket.events("created").getLast().get("title").asText()).isEqualTo("Climbing");
    }
  }

  @Test
  void aReadWatermarkIsToldToTheOthersAndClearsTheCount() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    alice.say(chat, "m1", "read me");

    JsonNode answer = b.ask("conversation.read", Map.of("conversation", chat, "seq", 1)).await();

    assertThat(answer.get("body").get("readSeq").asLong()).isEqualTo(1);
    JsonNode receipt = a.awaitEvent("receipt");
    assertThat(receipt.get("user").asText()).isEqualTo(bob.id());
    assertThat(receipt.get("readSeq").asLong()).isEqualTo(1);
    assertThat(bob.rest().get("/v1/conversations/" + chat).body().get("unread").asInt()).isZero();
  }

  @Test
  void historyIsPagedBothWays() {
    String chat = alice.directWith(bob);
    for (int i = 1; i <= 7; i++) {
      alice.say(chat, "m" + i, "text " + i);
    }
    TestSocket b = bob.socket();

    JsonNode forwards =
        b.ask("conversation.events", Map.of("conversation", chat, "after", 2, "limit", 3))
            .await()
            .get("body");
    JsonNode next =
        b.ask(
                "conversation.events",
                Map.of("conversation", chat, "limit", 3, "cursor", forwards.get("next").asText()))
            .await()
            .get("body");
    JsonNode backwards =
        bob.rest().get("/v1/conversations/" + chat + "/events?before=6&limit=2").body();

    assertThat(forwards.get("items").findValuesAsText("seq")).containsExactly("3", "4", "5");
    assertThat(next.get("items").findValuesAsText("seq")).containsExactly("6", "7");
    assertThat(next.get("next").isNull()).isTrue();
    assertThat(backwards.get("items").findValuesAsText("seq")).containsExactly("5", "4");
    assertThat(backwards.get("items").findValuesAsText("type")).containsOnly("message");
  }

  @Test
  void aReplyOverRestAndOverASocketIsTheSame() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.socket();
    JsonNode first = a.say(chat, "same", "text").await().get("body");

    Rest.Answer again = alice.say(chat, "same", "text");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first);
  }
}
