package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random histories on two nodes: whatever a device was given and whenever, with the events it
/// heard since, it has what a fresh load shows.
///
/// `-Dhistories=200` runs as many; `-Dseed=…` runs the history of that seed again.
class StateAndEventsIT {

  private static final int HISTORIES = Integer.getInteger("histories", 12);
  private static final int STEPS = 40;
  private static final List<String> EMOJIS = List.of("👍", "❤️", "😂", "🎉");

  private static final Map<String, Object> POLL =
      Map.of("question", "Now?", "options", List.of("yes", "no"));

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void stateAndEventsAreWhatAFreshLoadShows() {
    Long one = Long.getLong("seed");
    long first = one == null ? System.nanoTime() : one;
    int count = one == null ? HISTORIES : 1;
    List<Person> people =
        List.of(cluster.person("alice", 0), cluster.person("bob", 1), cluster.person("carol", 0));
    for (int i = 0; i < count; i++) {
      long seed = first + i;
      System.out.println("history of seed " + seed);
      new OneHistory(seed, people).run();
    }
  }

  /// One group in which three people do things at random; Alice has three devices.
  private static final class OneHistory {

    private final long seed;
    private final Random random;
    private final List<Person> people;
    private final String group;
    private final List<Device> devices;
    private int said;

    OneHistory(long seed, List<Person> people) {
      this.seed = seed;
      this.random = new Random(seed);
      this.people = people;
      this.group = people.get(0).group("History " + seed, people.get(1), people.get(2));
      Person alice = people.get(0);
      this.devices =
          List.of(
              new Device(alice.at(cluster.url(0)), group),
              new Device(alice.at(cluster.url(1)), group),
              new Device(alice.at(cluster.url(1)), group));
    }

    void run() {
      devices.forEach(Device::connect);
      for (int step = 0; step < STEPS; step++) {
        act();
        disturb();
      }
      devices.forEach(Device::connect);
      long head = head();
      Replica fresh = new Replica(people.get(0).id());
      fresh.load(load(0));
      for (Device device : devices) {
        soon().untilAsserted(() -> assertThat(device.heard()).isEqualTo(head));
        assertThat(device.replica().messages().keySet()).isEqualTo(fresh.messages().keySet());
        fresh
            .messages()
            .forEach(
                (seq, message) ->
                    assertThat(device.replica().messages().get(seq))
                        .as("seed %d, message %d", seed, seq)
                        .isEqualTo(message));
        device.close();
      }
    }

    /// Any of them, at either node.
    private void act() {
      Person person = people.get(random.nextInt(people.size())).at(anyNode());
      String message = "/v1/conversations/" + group + "/messages/" + anySeq();
      Rest rest = person.rest();
      String reaction = message + "/reactions/" + Rest.encoded(EMOJIS.get(random.nextInt(4)));
      Rest.Answer answer =
          switch (random.nextInt(19)) {
            case 0, 1, 2 -> say(person, Map.of());
            case 3 -> say(person, Map.of("replyTo", anySeq()));
            case 4 -> say(person, Map.of("replyTo", anySeq(), "quote", "text"));
            case 5 -> rest.patch(message, Map.of("text", "new @all text " + random.nextInt(3)));
            case 6 -> rest.delete(message);
            case 7, 8 -> rest.put(reaction, null);
            case 9 -> rest.delete(reaction);
            case 10 -> rest.put(message + "/pin", null);
            case 11 -> rest.delete(message + "/pin");
            case 12, 13 -> say(person, Map.of("thread", anySeq()));
            case 14 -> say(person, Map.of("poll", POLL));
            case 17 -> say(person, Map.of("attachments", List.of(file(person))));
            case 15, 16 -> rest.put(message + "/vote", Map.of("options", anyOptions()));
            default -> rest.put(message + "/poll/closed", null);
          };
      assertThat(answer.status())
          .as("seed %d: %s", seed, answer.body())
          .isIn(200, 201, 400, 403, 404);
    }

    private Rest.Answer say(Person person, Map<String, Object> more) {
      Map<String, Object> body = new HashMap<>(more);
      body.put("clientId", "n" + said++);
      String name = random.nextInt(4) == 0 ? " @" + people.get(0).username() : "";
      body.put("text", "some text " + said + name);
      return person.rest().post("/v1/conversations/" + group + "/messages", body);
    }

    private static JsonNode file(Person person) {
      return person.upload("notes.txt", "some bytes").get("id");
    }

    /// Now and then a device goes away, comes back, or loads a page that it may have already.
    private void disturb() {
      Device device = devices.get(1 + random.nextInt(2));
      switch (random.nextInt(8)) {
        case 0 -> device.close();
        case 1 -> device.connect();
        case 2 -> device.replica().load(load(random.nextInt(Math.max(1, said))));
        default -> {}
      }
    }

    private List<JsonNode> load(long after) {
      List<JsonNode> events = new ArrayList<>();
      Rest rest = people.get(0).at(anyNode()).rest();
      String path = "/v1/conversations/" + group + "/events?limit=7&";
      JsonNode page = rest.get(path + "after=" + after).body();
      page.get("items").forEach(events::add);
      while (!page.get("next").isNull()) {
        page = rest.get(path + "cursor=" + page.get("next").asText()).body();
        page.get("items").forEach(events::add);
      }
      return events;
    }

    private long head() {
      return people.get(0).rest().get("/v1/conversations/" + group).body().get("headSeq").asLong();
    }

    private long anySeq() {
      return 2 + random.nextInt(said + 2);
    }

    private List<Integer> anyOptions() {
      return random.nextBoolean() ? List.of(random.nextInt(2)) : List.of();
    }

    private String anyNode() {
      return cluster.url(random.nextInt(2));
    }
  }

  /// A device that keeps what it has while it is away.
  private static final class Device {

    private final Person person;
    private final String group;
    private final Replica replica;
    private TestSocket socket;
    private String cursor;
    private int taken;
    private long heard = 1;

    Device(Person person, String group) {
      this.person = person;
      this.group = group;
      this.replica = new Replica(person.id());
    }

    /// Resumes where it was; does nothing while it is connected.
    void connect() {
      if (socket == null) {
        taken = 0;
        socket = person.listening(cursor);
      }
    }

    void close() {
      if (socket != null) {
        listen();
        cursor = socket.lastCursor();
        socket.close();
        socket = null;
      }
    }

    /// The last sequence that it heard of.
    long heard() {
      listen();
      return heard;
    }

    Replica replica() {
      listen();
      return replica;
    }

    private void listen() {
      if (socket == null) {
        return;
      }
      List<JsonNode> events = List.copyOf(socket.events());
      for (JsonNode event : events.subList(taken, events.size())) {
        if (event.path("conversation").asText().equals(group) && event.has("seq")) {
          replica.hear(event);
          heard = Math.max(heard, event.get("seq").asLong());
        }
      }
      taken = events.size();
    }
  }
}
