package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who was away for a week sees what a member who was there sees now. `-Dseed=…` runs that week
/// again.
class AwayForAWeekIT {

  private static final int MESSAGES = 500;
  private static final int PARTS = 10;
  private static final Duration WEEK = Duration.ofDays(7);

  private final MovableClock clock = new MovableClock();
  private TestCluster cluster;
  private Random random;
  private String group;
  private int said;
  private long lastSeq;

  @BeforeEach
  void start() {
    Map<String, String> settings = Map.of("STARLING_PERSONAL_SWEEP_EVERY", "500ms");
    cluster = TestCluster.start(2, Services.shared(), settings, clock);
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("week of seed " + seed);
    random = new Random(seed);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void whoComesBackSeesWhatTheOthersSeeNow() {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 0);
    Person carol = cluster.person("carol", 1);
    group = alice.group("Climbing", bob, carol);
    TestSocket online = bob.listening();
    TestSocket first = carol.listening();
    String cursor = first.lastCursor();
    first.close();

    TestSocket talking = alice.listening();
    for (int part = 0; part < PARTS; part++) {
      // Messages of the fourth to the sixth part disappear after a day.
      if (part == 3 || part == 6) {
        timer(alice, part == 3 ? Optional.of(86_400) : Optional.empty());
      }
      talk(talking);
      change(alice);
    }
    long head = head(alice);
    soon().untilAsserted(() -> assertThat(online.sequences(group)).hasSize((int) head - 1));
    clock.advance(WEEK);

    Replica there = new Replica(bob.id());
    there.load(load(bob.onAnotherDevice(cluster.url(0)), 1));
    ofGroup(online).forEach(there::hear);
    there.expire(clock.instant());
    Person back = carol.onAnotherDevice(cluster.url(1));
    Replica resumed = new Replica(carol.id());
    ofGroup(back.listening(cursor)).forEach(resumed::hear);
    Replica fresh = new Replica(carol.id());
    fresh.load(load(back, MESSAGES));

    assertThat(resumed.messages()).hasSize(MESSAGES);
    assertThat(resumed.messages()).isEqualTo(there.messages());
    assertThat(fresh.messages()).isEqualTo(resumed.messages());
    assertThat(count(resumed, "expired")).isBetween(100L, 150L);
    assertThat(count(resumed, "sender")).isPositive();
    assertThat(unread(back)).isEqualTo(MESSAGES - count(resumed, "expired", "sender"));
  }

  /// Sequences are gapless from 2 on: 1 says that the group exists.
  private long head(Person person) {
    return person.rest().get("/v1/conversations/" + group).body().get("headSeq").asLong();
  }

  /// Sent together, and answers and quotes among them.
  private void talk(TestSocket socket) {
    List<Future<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < MESSAGES / PARTS; i++) {
      said++;
      Map<String, Object> body = new HashMap<>();
      body.put("conversation", group);
      body.put("clientId", "n" + said);
      body.put("text", "some text " + said);
      if (lastSeq > 0 && said % 7 == 0) {
        body.put("replyTo", lastSeq);
        body.put("quote", "text");
      }
      answers.add(socket.ask("message.send", body));
    }
    Future.all(answers).await();
    lastSeq = answers.getLast().result().at("/body/seq").asLong();
  }

  /// Things done to any earlier message but the last, which is quoted next; also to those that
  /// disappear.
  private void change(Person alice) {
    Rest rest = alice.rest();
    for (int i = 0; i < 12; i++) {
      long seq = 2 + random.nextLong(lastSeq - 2);
      String message = "/v1/conversations/" + group + "/messages/" + seq;
      Rest.Answer answer =
          switch (i % 4) {
            case 0, 1 -> rest.patch(message, Map.of("text", "new text " + i));
            case 2 -> rest.put(message + "/pin", null);
            default -> rest.delete(message);
          };
      assertThat(answer.status()).isIn(200, 404);
    }
  }

  /// @param seconds empty for never
  private void timer(Person alice, Optional<Integer> seconds) {
    Map<String, Object> body = new HashMap<>();
    body.put("seconds", seconds.orElse(null));
    String path = "/v1/conversations/" + group + "/timer";
    assertThat(alice.rest().put(path, body).status()).isEqualTo(200);
  }

  private List<JsonNode> ofGroup(TestSocket socket) {
    return socket.events().stream()
        .filter(event -> event.path("conversation").asText().equals(group))
        .filter(event -> event.has("seq"))
        .toList();
  }

  private List<JsonNode> load(Person person, int pages) {
    List<JsonNode> events = new ArrayList<>();
    String next = "after=0";
    for (int page = 0; page < pages && next != null; page++) {
      JsonNode body =
          person.rest().get("/v1/conversations/" + group + "/events?limit=200&" + next).body();
      body.get("items").forEach(events::add);
      next = body.get("next").isNull() ? null : "cursor=" + body.get("next").asText();
    }
    return events;
  }

  private long unread(Person person) {
    return person.rest().get("/v1/conversations/" + group).body().get("unread").asLong();
  }

  private static long count(Replica replica, String... why) {
    return replica.messages().values().stream()
        .filter(message -> List.of(why).contains(message.path("deleted").asText()))
        .count();
  }
}
