package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Conversations as a client shows them: the list, the history, how far everybody has come.
class ConversationClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person carol = cluster.person("carol", 0);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void twoPeopleHaveOneDirectConversationWhoeverOpensIt() {
    Rest.Answer first = open(alice, "direct", bob);
    Rest.Answer again = open(alice, "direct", bob);
    Rest.Answer back = open(bob, "direct", alice);

    assertThat(List.of(first.status(), again.status(), back.status()))
        .containsExactly(201, 200, 200);
    assertThat(first.body().get("members").findValuesAsText("id"))
        .containsExactlyInAnyOrder(alice.id(), bob.id());
    assertThat(first.body().has("title")).isFalse();
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(back.body().get("id")).isEqualTo(first.body().get("id"));
  }

  @Test
  void aGroupIsNewEachTimeAndHasEverybodyOnce() {
    JsonNode group = open(alice, "group", bob, carol, bob, alice).body();
    JsonNode other = open(alice, "group", bob, carol).body();

    assertThat(group.get("id")).isNotEqualTo(other.get("id"));
    assertThat(group.get("title").asText()).isEqualTo("Climbing");
    assertThat(group.get("createdBy").asText()).isEqualTo(alice.id());
    assertThat(group.get("members").findValuesAsText("id"))
        .containsExactlyInAnyOrder(alice.id(), bob.id(), carol.id());
    assertThat(group.get("headSeq").asLong()).isEqualTo(1);
  }

  @Test
  void theListIsNewestFirstAndCountsWhatIsUnread() {
    String withAlice = bob.directWith(alice);
    String group = alice.group("Climbing", bob);
    String withCarol = bob.directWith(carol);
    alice.say(group, "g1", "in the group");
    carol.say(withCarol, "c1", "from carol");
    alice.say(withAlice, "a1", "one");
    alice.say(withAlice, "a2", "two");
    bob.say(withAlice, "b1", "my own counts not");

    JsonNode items = bob.rest().get("/v1/conversations").body().get("items");

    assertThat(values(items, "id")).containsExactly(withAlice, withCarol, group);
    assertThat(values(items, "unread")).containsExactly("2", "1", "1");
    assertThat(values(items, "headSeq")).containsExactly("3", "1", "2");
    assertThat(items.get(0).at("/lastMessage/text").asText()).isEqualTo("my own counts not");
    assertThat(items.get(1).at("/lastMessage/sender").asText()).isEqualTo(carol.id());
    assertThat(items.get(0).get("members").findValuesAsText("displayName"))
        .containsExactlyInAnyOrder("alice", "bob");
    bob.rest().put("/v1/conversations/" + withAlice + "/read", Map.of("seq", 1));
    JsonNode read = bob.rest().get("/v1/conversations").body().get("items").get(0);
    assertThat(read.get("unread").asInt()).isEqualTo(1);
    assertThat(read.get("readSeq").asInt()).isEqualTo(1);
  }

  @Test
  void theListIsPagedWithoutGapOrDuplicate() {
    List<String> opened =
        IntStream.range(0, 7).mapToObj(i -> alice.group("group " + i, bob)).toList();

    List<String> listed = walk(bob, "/v1/conversations?limit=3", "id");

    assertThat(listed).isEqualTo(opened.reversed());
  }

  @Test
  void theHistoryIsPagedToItsEndBothWays() {
    String chat = alice.directWith(bob);
    for (int i = 1; i <= 10; i++) {
      alice.say(chat, "m" + i, "text " + i);
    }
    String events = "/v1/conversations/" + chat + "/events";
    List<String> all = LongStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList();

    assertThat(walk(bob, events + "?after=0&limit=4", "seq")).isEqualTo(all);
    assertThat(walk(bob, events + "?limit=4", "seq")).isEqualTo(all.reversed());
    assertThat(walk(bob, events + "?before=8&limit=3", "seq"))
        .isEqualTo(all.subList(0, 7).reversed());
    assertThat(walk(bob, events + "?after=10", "seq")).isEmpty();
    assertThat(walk(bob, events + "?before=1", "seq")).isEmpty();
    assertThat(walk(bob, events + "?after=4", "text")).startsWith("text 5").endsWith("text 10");
  }

  @Test
  void receiptsOverRestReachTheOthersSocketsAndNeverGoBack() {
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    for (int i = 1; i <= 5; i++) {
      alice.say(chat, "m" + i, "text " + i);
    }
    String path = "/v1/conversations/" + chat;

    JsonNode delivered = bob.rest().put(path + "/delivered", Map.of("seq", 4)).body();
    assertReceipt(delivered, 0, 4);
    assertReceipt(a.awaitEvent("receipt"), 0, 4);
    assertReceipt(bob.rest().put(path + "/read", Map.of("seq", 3)).body(), 3, 4);
    assertReceipt(bob.rest().put(path + "/read", Map.of("seq", 2)).body(), 3, 4);
    assertReceipt(bob.rest().put(path + "/read", Map.of("seq", 5)).body(), 5, 5);

    JsonNode members = alice.rest().get(path).body().get("members");
    JsonNode bobs = members.get(members.get(0).get("id").asText().equals(bob.id()) ? 0 : 1);
    assertReceipt(bobs, 5, 5);
  }

  @Test
  void whoHidesHowFarTheyHaveReadSeesItOfNobody() {
    Person dora = cluster.person("dora", 0);
    String group = bob.group("Readers", carol, dora);
    String path = "/v1/conversations/" + group;
    bob.say(group, "m", "text");
    TestSocket b = bob.listening();
    TestSocket c = carol.listening();
    TestSocket d = dora.at(cluster.url(1)).listening();
    assertThat(dora.rest().patch("/v1/me/privacy", Map.of("readReceipts", false)).status())
        .isEqualTo(200);

    for (Person reader : List.of(dora, bob)) {
      assertReceipt(reader.rest().put(path + "/delivered", Map.of("seq", 2)).body(), 0, 2);
      assertReceipt(reader.rest().put(path + "/read", Map.of("seq", 2)).body(), 2, 2);
    }

    soon()
        .untilAsserted(() -> assertThat(receipts(c, bob)).containsExactlyInAnyOrder("0/2", "2/2"));
    soon()
        .untilAsserted(() -> assertThat(receipts(d, dora)).containsExactlyInAnyOrder("0/2", "2/2"));
    soon().untilAsserted(() -> assertThat(receipts(d, bob)).containsExactly("-/2"));
    assertThat(receipts(c, dora)).containsExactly("-/2");
    assertThat(receipts(b, dora)).containsExactly("-/2");
    assertThat(readOf(bob, group, dora)).isNull();
    assertThat(readOf(dora, group, bob)).isNull();
    assertThat(readOf(carol, group, bob)).isEqualTo(2);
    assertThat(readOf(dora, group, dora)).isEqualTo(2);
  }

  @Test
  void whatIsSaidOverRestIsHeardOnEveryNode() {
    String group = alice.group("Climbing", bob, carol);
    TestSocket b = bob.listening();
    TestSocket c = carol.listening();

    assertThat(bob.say(group, "m", "hello").status()).isEqualTo(201);

    for (TestSocket socket : List.of(b, c)) {
      JsonNode message = socket.awaitEvent("message");
      assertThat(message.get("text").asText()).isEqualTo("hello");
      assertThat(message.get("seq").asLong()).isEqualTo(2);
    }
  }

  private static void assertReceipt(JsonNode receipt, long read, long delivered) {
    assertThat(receipt.get("readSeq").asLong()).isEqualTo(read);
    assertThat(receipt.get("deliveredSeq").asLong()).isEqualTo(delivered);
  }

  /// What a socket heard of how far somebody has come.
  private static List<String> receipts(TestSocket socket, Person reader) {
    return socket.events("receipt").stream()
        .filter(receipt -> receipt.get("user").asText().equals(reader.id()))
        .map(
            receipt ->
                receipt.path("readSeq").asText("-") + "/" + receipt.get("deliveredSeq").asText())
        .toList();
  }

  /// How far somebody has read, as another one sees it; null when they do not.
  private static Integer readOf(Person viewer, String conversation, Person reader) {
    JsonNode items =
        viewer.rest().get("/v1/conversations/" + conversation + "/members").body().get("items");
    for (JsonNode member : items) {
      if (member.get("id").asText().equals(reader.id())) {
        return member.has("readSeq") ? member.get("readSeq").asInt() : null;
      }
    }
    throw new AssertionError("not a member: " + items);
  }

  /// One field of all items, page after page.
  private static List<String> walk(Person who, String path, String field) {
    JsonNode page = who.rest().get(path).body();
    List<String> found = new ArrayList<>(values(page.get("items"), field));
    while (!page.get("next").isNull()) {
      String next = path + "&cursor=" + page.get("next").asText();
      page = who.rest().get(next).body();
      found.addAll(values(page.get("items"), field));
    }
    return found;
  }

  /// Not of what is inside of them.
  private static List<String> values(JsonNode items, String field) {
    List<String> values = new ArrayList<>();
    items.forEach(item -> values.add(item.get(field).asText()));
    return values;
  }

  private static Rest.Answer open(Person by, String kind, Person... others) {
    List<String> members = List.of(others).stream().map(Person::id).toList();
    Map<String, Object> body =
        kind.equals("group")
            ? Map.of("kind", kind, "members", members, "title", "Climbing")
            : Map.of("kind", kind, "members", members);
    return by.rest().post("/v1/conversations", body);
  }
}
