package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random histories on two nodes: whatever a device was given and whenever, with the events it
/// heard since, it has what a fresh load shows, of the conversation and of what is only its
/// person's; and what is counted as unread is what a plain look at all messages counts.
///
/// `-Dhistories=200` runs as many; `-Dseed=…` runs the history of that seed again.
class StateAndEventsIT {

  private static final int HISTORIES = Integer.getInteger("histories", 12);
  private static final int STEPS = 50;
  private static final List<String> EMOJIS = List.of("👍", "❤️", "😂", "🎉");

  private static final Duration DAY = Duration.ofDays(1);

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
    private final Person alice;
    private final String group;
    private final String path;
    private final String own;
    private final List<Device> devices;
    private final List<Runnable> waiting = new ArrayList<>();
    private int said;
    private long read;

    OneHistory(long seed, List<Person> people) {
      this.seed = seed;
      this.random = new Random(seed);
      this.people = people;
      this.group = people.get(0).group("History " + seed, people.get(1), people.get(2));
      this.path = "/v1/conversations/" + group;
      this.alice = people.get(0);
      this.own =
          alice.rest().post("/v1/conversations", Map.of("kind", "self")).body().get("id").asText();
      this.devices =
          List.of(
              new Device(alice.at(cluster.url(0)), group, own, head(own)),
              new Device(alice.at(cluster.url(1)), group, own, head(own)),
              new Device(alice.at(cluster.url(1)), group, own, head(own)));
    }

    void run() {
      devices.forEach(Device::connect);
      for (int step = 0; step < STEPS; step++) {
        act();
        disturb();
      }
      devices.forEach(Device::connect);
      long head = head(group);
      long ownHead = head(own);
      Replica fresh = fresh();
      List<Object> ownFresh = OwnReplica.loaded(alice, group).shown(fresh);
      for (Device device : devices) {
        soon().untilAsserted(() -> assertThat(device.heard(group)).isEqualTo(head));
        soon().untilAsserted(() -> assertThat(device.heard(own)).isGreaterThanOrEqualTo(ownHead));
        assertThat(device.replica().messages().keySet()).isEqualTo(fresh.messages().keySet());
        fresh
            .messages()
            .forEach(
                (seq, message) ->
                    assertThat(comparable(device.replica().messages().get(seq)))
                        .as("seed %d, message %d", seed, seq)
                        .isEqualTo(comparable(message)));
        assertThat(device.own().shown(fresh)).as("seed %d", seed).isEqualTo(ownFresh);
        device.close();
      }
      checkCounts();
      waiting.forEach(Runnable::run);
    }

    /// What becomes of a hidden message its reader is not told.
    private static JsonNode comparable(ObjectNode message) {
      return message.path("deleted").asText().equals("hidden")
          ? message.deepCopy().without("changedSeq")
          : message;
    }

    /// Any of them, at either node.
    private void act() {
      Person person = people.get(random.nextInt(people.size())).at(anyNode());
      Rest.Answer answer =
          switch (random.nextInt(10)) {
            case 0 -> actOnGroup(person);
            case 1, 2 -> actForOneself(person);
            case 3 -> read(alice.at(anyNode()));
            default -> actOnMessages(person);
          };
      assertThat(answer.status())
          .as("seed %d: %s", seed, answer.body())
          .isIn(200, 201, 400, 403, 404);
      if (random.nextInt(6) == 0) {
        checkCounts();
      }
    }

    private Rest.Answer actOnGroup(Person person) {
      String other = people.get(1 + random.nextInt(2)).id();
      Rest rest = person.rest();
      return switch (random.nextInt(8)) {
        case 0 -> rest.patch(path, Map.of("title", "Title " + random.nextInt(3)));
        case 1, 2, 3 -> alice.rest().post(path + "/members", Map.of("users", List.of(other)));
        case 4 -> rest.delete(path + "/members/" + other);
        case 5 -> people.get(1 + random.nextInt(2)).rest().delete(path + "/members/me");
        case 6 -> rest.put(path + "/timer", Map.of("seconds", 3_600 + random.nextInt(2)));
        default -> rest.put(path + "/timer", Map.of());
      };
    }

    private Rest.Answer actForOneself(Person person) {
      String bookmark = "/v1/bookmarks/" + group + "/" + anySeq();
      Rest rest = person.rest();
      return switch (random.nextInt(9)) {
        case 0, 1 -> rest.delete(path + "/messages/" + anySeq() + "?for=me");
        case 2 -> rest.patch(path + "/settings", Map.of("archived", random.nextBoolean()));
        case 3 -> rest.patch(path + "/settings", Map.of("markedUnread", random.nextBoolean()));
        case 4, 5 -> rest.put(bookmark, null);
        case 6 -> rest.delete(bookmark);
        case 7 -> schedule(rest);
        default ->
            random.nextInt(3) == 0
                ? rest.delete(path + "/draft")
                : rest.put(path + "/draft", Map.of("text", "begun " + random.nextInt(3)));
      };
    }

    /// Takes it back sooner or later.
    private Rest.Answer schedule(Rest rest) {
      if (!waiting.isEmpty() && random.nextBoolean()) {
        waiting.remove(random.nextInt(waiting.size())).run();
      }
      Rest.Answer answer =
          rest.post(
              path + "/scheduled",
              Map.of(
                  "clientId",
                  "s" + said++,
                  "text",
                  "later",
                  "times",
                  List.of(Instant.now().plus(DAY))));
      if (answer.status() == 200) {
        String id = answer.body().at("/items/0/id").asText();
        waiting.add(() -> assertThat(rest.delete("/v1/scheduled/" + id).status()).isEqualTo(200));
      }
      return answer;
    }

    private Rest.Answer read(Person reader) {
      long seq = random.nextInt(said + 2);
      Rest.Answer answer = reader.rest().put(path + "/read", Map.of("seq", seq));
      read = Math.max(read, Math.min(seq, head(group)));
      assertThat(answer.body().get("readSeq").asLong()).as("seed %d", seed).isEqualTo(read);
      return answer;
    }

    /// Whatever was read, edited, deleted, hidden before, and on whichever device.
    private void checkCounts() {
      JsonNode shown = alice.at(anyNode()).rest().get(path).body();
      List<ObjectNode> unread =
          fresh().messages().values().stream()
              .filter(message -> message.get("seq").asLong() > read)
              .filter(message -> !message.get("sender").asText().equals(alice.id()))
              .filter(message -> !message.has("deleted") && !message.has("thread"))
              .toList();
      assertThat(shown.get("unread").asInt()).as("seed %d", seed).isEqualTo(unread.size());
      assertThat(shown.get("mentions").asLong())
          .as("seed %d", seed)
          .isEqualTo(unread.stream().filter(this::mentionsAlice).count());
    }

    private boolean mentionsAlice(ObjectNode message) {
      return message.path("mentionsAll").asBoolean()
          || message.path("mentions").toString().contains('"' + alice.id() + '"');
    }

    private Replica fresh() {
      Replica fresh = new Replica(alice.id());
      fresh.load(load(0));
      return fresh;
    }

    private Rest.Answer actOnMessages(Person person) {
      String message = path + "/messages/" + anySeq();
      Rest rest = person.rest();
      String reaction = message + "/reactions/" + Rest.encoded(EMOJIS.get(random.nextInt(4)));
      return switch (random.nextInt(19)) {
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
    }

    private Rest.Answer say(Person person, Map<String, Object> more) {
      Map<String, Object> body = new HashMap<>(more);
      body.put("clientId", "n" + said++);
      String name = random.nextInt(4) == 0 ? " @" + people.get(0).username() : "";
      body.put("text", "some text " + said + name);
      return person.rest().post(path + "/messages", body);
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
      Rest rest = alice.at(anyNode()).rest();
      String pages = path + "/events?limit=7&";
      JsonNode page = rest.get(pages + "after=" + after).body();
      page.get("items").forEach(events::add);
      while (!page.get("next").isNull()) {
        page = rest.get(pages + "cursor=" + page.get("next").asText()).body();
        page.get("items").forEach(events::add);
      }
      return events;
    }

    private long head(String conversation) {
      return alice.rest().get("/v1/conversations/" + conversation).body().get("headSeq").asLong();
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
    private final String own;
    private final Replica replica;
    private final OwnReplica ownReplica;
    private final Map<String, Long> heard = new HashMap<>();
    private TestSocket socket;
    private String cursor;
    private int taken;

    Device(Person person, String group, String own, long ownHead) {
      this.person = person;
      this.group = group;
      this.own = own;
      this.replica = new Replica(person.id());
      this.ownReplica = new OwnReplica(group);
      heard.put(group, 1L);
      heard.put(own, ownHead);
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

    /// The last sequence of a conversation that it heard of.
    long heard(String conversation) {
      listen();
      return heard.get(conversation);
    }

    OwnReplica own() {
      listen();
      return ownReplica;
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
        String conversation = event.path("conversation").asText();
        if (event.has("seq") && (conversation.equals(group) || conversation.equals(own))) {
          take(conversation, event);
        }
      }
      taken = events.size();
    }

    private void take(String conversation, JsonNode event) {
      heard.merge(conversation, event.get("seq").asLong(), Math::max);
      if (conversation.equals(group)) {
        replica.hear(event);
      } else {
        ownReplica.hear(event);
        if (event.get("type").asText().equals("hidden")
            && event.get("about").asText().equals(group)) {
          replica.hide(event.get("aboutSeq").asLong());
        }
      }
    }
  }
}
