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

/// The rules of groups, with their members on two nodes.
class GroupClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person carol = cluster.person("carol", 1);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whoIsAddedHearsOfItAndOfEverythingFromThenOn() {
    String group = alice.group("Climbing", bob);
    TestSocket c = carol.listening();
    alice.say(group, "m1", "before");

    add(alice, group, carol);
    alice.say(group, "m2", "after");

    JsonNode joined = c.awaitEvent("member-joined");
    assertThat(joined.at("/users/0").asText()).isEqualTo(carol.id());
    await().untilAsserted(() -> assertThat(c.texts(group)).contains("after"));
    assertThat(show(carol, group).get("unread").asInt()).isEqualTo(1);
    assertThat(history(carol, group)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void newcomersSeeNothingOfWhatWasBeforeWhenTheGroupSaysSo() {
    String group = alice.group("Climbing", bob);
    change(alice, group, Map.of("history", "joined"));
    alice.say(group, "m1", "a secret walrus");
    String cursor = cursorOf(carol);

    add(alice, group, carol);

    assertThat(history(carol, group)).containsExactly(4L);
    assertThat(carol.listening(cursor).sequences(group)).containsExactly(4L);
    JsonNode shown = show(carol, group);
    assertThat(shown.has("lastMessage")).isFalse();
    assertThat(shown.get("unread").asInt()).isZero();
    assertThat(shown.at("/group/visibleFromSeq").asLong()).isEqualTo(4);
    assertThat(carol.rest().get("/v1/conversations/" + group + "/messages/3").status())
        .isEqualTo(404);
    Map<String, Object> probe =
        Map.of("clientId", "p1", "text", "said what?", "replyTo", 3, "quote", "walrus");
    assertThat(carol.rest().post("/v1/conversations/" + group + "/messages", probe).errorName())
        .isEqualTo("MESSAGE_NOT_FOUND");
    String reaction = "/messages/3/reactions/" + Rest.encoded("👍");
    assertThat(carol.rest().put("/v1/conversations/" + group + reaction, null).status())
        .isEqualTo(404);
    alice.say(group, "m2", "an open walrus");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(found(carol, "walrus")).containsExactly("an open walrus"));
  }

  @Test
  void newcomersSeeNothingOfThreadsFromBeforeEither() {
    String group = alice.group("Climbing", bob);
    change(alice, group, Map.of("history", "joined"));
    alice.say(group, "m1", "a secret root");
    String messages = "/v1/conversations/" + group + "/messages";
    alice.rest().post(messages, Map.of("clientId", "r1", "text", "a secret reply", "thread", 3));
    add(alice, group, carol);

    JsonNode replies = carol.rest().get(messages + "/3/thread").body();
    Map<String, Object> mine = Map.of("clientId", "r2", "text", "hello?", "thread", 3);

    assertThat(replies.path("items")).isEmpty();
    assertThat(bob.rest().get(messages + "/3/thread").body().get("items")).hasSize(1);
    assertThat(carol.rest().put(messages + "/3/thread/follow", null).status()).isEqualTo(404);
    assertThat(carol.rest().post(messages, mine).errorName()).isEqualTo("MESSAGE_NOT_FOUND");
  }

  @Test
  void whoIsRemovedHearsThatAndNothingMore() {
    String group = alice.group("Climbing", bob, carol);
    TestSocket b = bob.listening();
    TestSocket c = carol.listening();
    String away = cursorOf(carol);

    remove(alice, group, carol);
    alice.say(group, "m1", "without her");

    assertThat(c.awaitEvent("member-removed").get("user").asText()).isEqualTo(carol.id());
    await().untilAsserted(() -> assertThat(b.texts(group)).containsExactly("without her"));
    assertThat(carol.listening(away).sequences(group)).containsExactly(2L);
    assertThat(c.sequences(group)).containsExactly(2L);
    assertThat(carol.say(group, "m2", "and me?").errorName()).isEqualTo("NOT_A_MEMBER");
  }

  @Test
  void whoWasAwayAndCameBackMissesNothingTheyMaySee() {
    String group = alice.group("Climbing", bob, carol);
    String away = cursorOf(carol);
    remove(alice, group, carol);
    alice.say(group, "m1", "while she was out");
    add(alice, group, carol);
    alice.say(group, "m2", "while she was away");

    assertThat(carol.listening(away).sequences(group)).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void anOwnerWhoLeavesHandsOver() {
    String group = alice.group("Climbing", bob, carol);
    role(alice, group, carol, "admin");

    ok(alice.rest().delete("/v1/conversations/" + group + "/members/me"));

    assertThat(show(carol, group).at("/group/role").asText()).isEqualTo("owner");
    assertThat(show(bob, group).at("/group/role").asText()).isEqualTo("member");
  }

  @Test
  void slowModeCountsWhatTwoNodesSendAtOnce() {
    String group = alice.group("Climbing", bob);
    change(alice, group, Map.of("slowModeSeconds", 3_600));
    TestSocket here = bob.at(cluster.url(0)).socket();
    TestSocket there = bob.at(cluster.url(1)).socket();

    List<Future<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add((i % 2 == 0 ? here : there).say(group, "m" + i, "text " + i));
    }

    List<JsonNode> all = answers.stream().map(answer -> answer.await()).toList();
    assertThat(all).filteredOn(answer -> answer.get("type").asText().equals("rec")).hasSize(1);
    assertThat(all)
        .filteredOn(answer -> answer.get("type").asText().equals("err"))
        .hasSize(19)
        .allMatch(answer -> answer.get("failureCode").asInt() == 500)
        .allMatch(answer -> answer.get("retryAfterMs").asLong() > 3_500_000);
  }

  @Test
  void aLinkLetsInAsManyAsItSaysHoweverManyComeAtOnce() {
    String group = alice.group("Climbing", bob);
    String code = link(alice, group, Map.of("uses", 3));
    List<Person> crowd =
        IntStream.range(0, 8).mapToObj(i -> cluster.person("crowd" + i, i % 2)).toList();

    List<Integer> statuses =
        crowd.parallelStream()
            .map(person -> person.rest().post("/v1/joins/" + code, Map.of()).status())
            .toList();

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 404).hasSize(5);
    assertThat(history(bob, group)).isEqualTo(LongStream.rangeClosed(1, 4).boxed().toList());
  }

  @Test
  void aRequestWaitsForAnAdmin() {
    String group = alice.group("Climbing", bob);
    String code = link(alice, group, Map.of("approval", true));
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    TestSocket c = carol.listening();
    for (int asked = 0; asked < 2; asked++) {
      Rest.Answer answer = carol.rest().post("/v1/joins/" + code, Map.of());
      assertThat(answer.body().get("pending").asBoolean()).isTrue();
    }
    JsonNode told = a.awaitEvent("join-request");
    assertThat(told.get("conversation").asText()).isEqualTo(group);
    assertThat(told.get("user").asText()).isEqualTo(carol.id());

    alice.rest().put("/v1/conversations/" + group + "/join-requests/" + carol.id(), null);

    assertThat(c.awaitEvent("member-joined").get("conversation").asText()).isEqualTo(group);
    alice.say(group, "m1", "welcome");
    await().untilAsserted(() -> assertThat(c.texts(group)).contains("welcome"));
    assertThat(a.events("join-request")).as("told once, however often one asks").hasSize(1);
    await().untilAsserted(() -> assertThat(b.texts(group)).contains("welcome"));
    assertThat(b.events("join-request")).as("only admins decide").isEmpty();
  }

  private static void add(Person by, String group, Person user) {
    ok(
        by.rest()
            .post("/v1/conversations/" + group + "/members", Map.of("users", List.of(user.id()))));
  }

  private static void remove(Person by, String group, Person user) {
    ok(by.rest().delete("/v1/conversations/" + group + "/members/" + user.id()));
  }

  private static void role(Person by, String group, Person user, String role) {
    ok(
        by.rest()
            .put(
                "/v1/conversations/" + group + "/members/" + user.id() + "/role",
                Map.of("role", role)));
  }

  private static void change(Person by, String group, Map<String, Object> change) {
    ok(by.rest().patch("/v1/conversations/" + group, change));
  }

  private static String link(Person by, String group, Map<String, Object> link) {
    return by.rest()
        .post("/v1/conversations/" + group + "/links", link)
        .body()
        .get("code")
        .asText();
  }

  private static void ok(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  private static JsonNode show(Person person, String group) {
    return person.rest().get("/v1/conversations/" + group).body();
  }

  private static List<Long> history(Person person, String group) {
    return person
        .rest()
        .get("/v1/conversations/" + group + "/events?after=0")
        .body()
        .get("items")
        .findValues("seq")
        .stream()
        .map(JsonNode::asLong)
        .toList();
  }

  private static List<String> found(Person person, String words) {
    return person
        .rest()
        .get("/v1/search/messages?q=" + words)
        .body()
        .path("items") // Missing while search is still starting.
        .findValuesAsText("text");
  }

  /// Where somebody is who goes away now.
  private static String cursorOf(Person person) {
    TestSocket socket = person.listening();
    String cursor = socket.lastCursor();
    socket.close();
    return cursor;
  }
}
