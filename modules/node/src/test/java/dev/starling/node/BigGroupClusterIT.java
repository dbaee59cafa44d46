package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.PostgresDatabase;
import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A group of 5,000, of whom 50 are online on two nodes.
class BigGroupClusterIT {

  private static final int MEMBERS = 5_000;
  private static final int ONLINE = 50;
  private static final String BUS_MESSAGES = "starling_bus_messages_total";

  private static final PostgresDatabase POSTGRES = Services.shared().postgres().newDatabase();
  private static TestCluster cluster;
  private static Database database;
  private static Person sleeper;
  private static Person goer;
  private static List<Person> people;
  private static List<TestSocket> sockets;
  private static String group;

  @BeforeAll
  static void start() {
    String uri = POSTGRES.uri().toString();
    cluster = TestCluster.start(2, Services.shared(), Map.of("STARLING_POSTGRES_URI", uri));
    database = Database.open(cluster.clients(), PostgresConfig.DEFAULTS.at(uri)).await();
    people = IntStream.range(0, ONLINE).mapToObj(i -> cluster.person("p" + i, i % 2)).toList();
    sleeper = cluster.person("sleeper", 1);
    goer = cluster.person("goer", 1);
    List<Person> first = new ArrayList<>(people.subList(1, ONLINE));
    first.add(sleeper);
    group = people.getFirst().group("Everybody", first.toArray(Person[]::new));
    addOthers(MEMBERS - ONLINE - 1);
    sockets = people.stream().map(Person::listening).toList();
    for (int node = 0; node < 2; node++) {
      int at = node;
      soon().untilAsserted(() -> assertThat(cluster.knownElsewhere(at)).isEqualTo(ONLINE / 2));
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void oneMessageIsTwoMessagesOnTheBusAtMost() {
    for (String text : List.of("the list is read", "and not again")) {
      double before = busMessages();

      people.getFirst().say(group, text, text);

      sockets.forEach(
          socket -> soon().untilAsserted(() -> assertThat(socket.texts(group)).endsWith(text)));
      assertThat(busMessages() - before).isBetween(1.0, 2.0);
    }
  }

  @Test
  void whoComesOnlineHearsWhatIsSaidFromThenOn() {
    people.get(1).say(group, "unheard", "unheard");
    TestSocket awake = sleeper.listening();

    people.getFirst().say(group, "good morning", "good morning");
    soon().untilAsserted(() -> assertThat(awake.texts(group)).containsExactly("good morning"));
    awake.close();
  }

  @Test
  void whoLeavesHearsNothingMore() {
    TestSocket there = goer.listening();
    change("insert into conversation_member (conversation_id, user_id) values ($1, $2)", goer);
    people.getFirst().say(group, "welcome", "welcome");
    soon().untilAsserted(() -> assertThat(there.texts(group)).contains("welcome"));

    change("delete from conversation_member where conversation_id = $1 and user_id = $2", goer);
    people.getFirst().say(group, "behind your back", "behind your back");
    people.get(1).say(group, "again", "again");

    String direct = people.getFirst().directWith(goer);
    people.getFirst().say(direct, "after all that", "after all that");
    soon().untilAsserted(() -> assertThat(there.texts(direct)).hasSize(1));
    assertThat(there.texts(group)).doesNotContain("behind your back", "again");
    there.close();
  }

  @Test
  void itIsShownWithItsFirstMembersAndTheOthersPageByPage() {
    Rest rest = people.getFirst().rest();
    JsonNode shown = rest.get("/v1/conversations/" + group).body();
    List<String> ids = new ArrayList<>();
    String path = "/v1/conversations/" + group + "/members?limit=200";
    JsonNode page = rest.get(path).body();
    ids.addAll(page.get("items").findValuesAsText("id"));
    while (!page.get("next").isNull()) {
      page = rest.get(path + "&cursor=" + page.get("next").asText()).body();
      ids.addAll(page.get("items").findValuesAsText("id"));
    }

    assertThat(shown.get("memberCount").asInt()).isEqualTo(MEMBERS);
    assertThat(ids).hasSize(MEMBERS).doesNotHaveDuplicates();
    assertThat(ids.stream().map(UserId::parse).toList()).isSorted();
    assertThat(shown.get("members").findValuesAsText("id")).isEqualTo(ids.subList(0, 100));
    for (JsonNode listed : rest.get("/v1/conversations").body().get("items")) {
      boolean isGroup = listed.get("id").asText().equals(group);
      assertThat(listed.get("memberCount").asInt()).isEqualTo(isGroup ? MEMBERS : 2);
      assertThat(listed.has("members")).isEqualTo(!isGroup);
    }
  }

  /// People of whom nobody has seen more than their names.
  private static void addOthers(int count) {
    database
        .run(
            "insert into account (id, username, username_key, display_name, password_hash,"
                + " created_at) select n, 'other' || n, 'other' || n, 'Other', '', now() from"
                + " generate_series(1, $1::int) n",
            count)
        .await();
    database
        .run(
            "insert into conversation_member (conversation_id, user_id)"
                + " select $1, n from generate_series(1, $2::int) n",
            conversation(),
            count)
        .await();
    grow();
  }

  private static void change(String sql, Person who) {
    database.run(sql, conversation(), UserId.parse(who.id()).value()).await();
    grow();
  }

  private static void grow() {
    database
        .run(
            "update conversation set member_version = member_version + 1 where id = $1",
            conversation())
        .await();
  }

  private static long conversation() {
    return ConversationId.parse(group).value();
  }

  private static double busMessages() {
    return IntStream.range(0, 2)
        .mapToDouble(node -> new Metrics(cluster.url(node)).value(BUS_MESSAGES))
        .sum();
  }
}
