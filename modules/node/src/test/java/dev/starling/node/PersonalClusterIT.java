package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What belongs to one person, on two of their devices at two nodes.
class PersonalClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person phone = alice.onAnotherDevice(cluster.url(1));
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
  void theConversationWithOneselfIsOneAndTakesNotes() {
    Rest.Answer first = alice.rest().post("/v1/conversations", Map.of("kind", "self"));
    Rest.Answer again = phone.rest().post("/v1/conversations", Map.of("kind", "self"));
    String own = first.body().get("id").asText();
    TestSocket other = phone.listening();

    assertThat(List.of(first.status(), again.status())).containsExactly(201, 200);
    assertThat(again.body().get("id").asText()).isEqualTo(own);
    assertThat(first.body().get("members").findValuesAsText("id")).containsExactly(alice.id());
    assertThat(alice.say(own, "n1", "buy milk").status()).isEqualTo(201);
    assertThat(alice.rest().put(message(own, 1) + "/pin", null).status()).isEqualTo(200);
    assertThat(alice.rest().patch(message(own, 1), Map.of("text", "buy oat milk")).status())
        .isEqualTo(200);
    soon().untilAsserted(() -> assertThat(other.sequences(own)).containsExactly(1L, 2L, 3L));
    assertThat(bob.rest().get("/v1/conversations/" + own).errorName()).isEqualTo("NOT_A_MEMBER");
    assertThat(conversation(alice, own).get("unread").asInt()).isZero();
  }

  @Test
  void aMessageHiddenOnOneDeviceIsATombstoneOnAllOfOnesOwnAndOnNoOthers() {
    String chat = alice.directWith(bob);
    bob.say(chat, "b1", "embarrassing");
    bob.say(chat, "b2", "fine");
    bob.rest().patch(message(chat, 1), Map.of("text", "very embarrassing"));
    TestSocket online = phone.listening();
    TestSocket bobs = bob.listening();
    TestSocket away = phone.listening();
    String cursor = away.lastCursor();
    away.close();

    Rest.Answer hidden = alice.rest().delete(message(chat, 1) + "?for=me");

    assertThat(hidden.status()).isEqualTo(200);
    JsonNode event = online.awaitEvent("hidden");
    assertThat(event.get("about").asText()).isEqualTo(chat);
    assertThat(event.get("aboutSeq").asInt()).isEqualTo(1);
    assertThat(event.get("conversation")).isEqualTo(hidden.body().get("conversation"));
    assertThat(phone.listening(cursor).events("hidden")).containsExactly(event);
    JsonNode seen = phone.rest().get("/v1/conversations/" + chat + "/events").body().get("items");
    assertThat(seen.get(2).get("deleted").asText()).isEqualTo("hidden");
    assertThat(seen.toString()).doesNotContain("embarrassing").contains("fine");
    assertThat(bob.rest().get(message(chat, 1)).body().get("text").asText())
        .isEqualTo("very embarrassing");
    assertThat(conversation(phone, chat).get("unread").asInt()).isEqualTo(1);
    assertThat(bobs.events("hidden")).isEmpty();
    assertThat(alice.rest().delete(message(chat, 1) + "?for=me").body()).isEqualTo(hidden.body());
    assertThat(alice.rest().delete(message(chat, 99) + "?for=me").errorName())
        .isEqualTo("MESSAGE_NOT_FOUND");
    assertThat(alice.rest().delete(message(chat, 1) + "?for=all").errorName())
        .isEqualTo("BAD_FIELD");
  }

  @Test
  void aHiddenMessageIsNeitherPinnedNorFoundNorBookmarkedForOneself() {
    String chat = alice.directWith(bob);
    bob.say(chat, "b1", "kumquat one");
    bob.say(chat, "b2", "kumquat two");
    for (int seq = 1; seq <= 2; seq++) {
      bob.rest().put(message(chat, seq) + "/pin", null);
      assertThat(alice.rest().put(bookmark(chat, seq), null).status()).isEqualTo(200);
    }
    String search = "/v1/search/messages?q=kumquat";
    soon().untilAsserted(() -> assertThat(items(alice, search)).hasSize(2));

    alice.rest().delete(message(chat, 1) + "?for=me");

    assertThat(items(alice, search).findValuesAsText("seq")).containsExactly("2");
    assertThat(items(alice, "/v1/conversations/" + chat + "/pins")).hasSize(1);
    assertThat(items(bob, "/v1/conversations/" + chat + "/pins")).hasSize(2);
    assertThat(items(phone, "/v1/bookmarks").findValuesAsText("text"))
        .containsExactly("kumquat two");
    bob.rest().delete(message(chat, 2));
    assertThat(items(phone, "/v1/bookmarks")).isEmpty();
    assertThat(alice.rest().put(bookmark(chat, 2), null).errorName())
        .isEqualTo("MESSAGE_NOT_FOUND");
  }

  @Test
  void aBookmarkShowsNothingOfTheTimeBeforeOneCameBack() {
    String group = alice.group("Comers and goers", bob);
    String path = "/v1/conversations/" + group;
    alice.say(group, "m", "once");
    assertThat(bob.rest().put("/v1/bookmarks/" + group + "/2", null).status()).isEqualTo(200);
    assertThat(items(bob, "/v1/bookmarks").findValuesAsText("text")).contains("once");
    alice.rest().patch(path, Map.of("history", "joined"));
    bob.rest().delete(path + "/members/me");
    assertThat(items(bob, "/v1/bookmarks").findValuesAsText("text")).doesNotContain("once");
    alice.rest().post(path + "/members", Map.of("users", List.of(bob.id())));
    assertThat(bob.rest().get(path).status()).isEqualTo(200);
    assertThat(items(bob, "/v1/bookmarks").findValuesAsText("text")).doesNotContain("once");
  }

  @Test
  void bookmarksAreListedNewestFirstAndToldToAllDevices() {
    String chat = alice.directWith(bob);
    TestSocket other = phone.listening();
    for (int i = 1; i <= 3; i++) {
      bob.say(chat, "b" + i, "text " + i);
      alice.rest().put(bookmark(chat, i), null);
    }
    assertThat(alice.rest().put(bookmark(chat, 3), null).status()).isEqualTo(200);
    alice.rest().delete(bookmark(chat, 2));

    soon().untilAsserted(() -> assertThat(other.events("bookmark")).hasSize(4));
    assertThat(other.events("bookmark").getLast().get("added").asBoolean()).isFalse();
    JsonNode page = phone.rest().get("/v1/bookmarks?limit=1").body();
    assertThat(page.get("items").findValuesAsText("text")).containsExactly("text 3");
    JsonNode next =
        phone.rest().get("/v1/bookmarks?limit=1&cursor=" + page.get("next").asText()).body();
    assertThat(next.get("items").findValuesAsText("text")).containsExactly("text 1");
    assertThat(next.get("next").isNull()).isTrue();
    assertThat(items(bob, "/v1/bookmarks")).isEmpty();
  }

  @Test
  void countsAreRightAfterReadsEditsAndDeletionsOnSeveralDevices() {
    String chat = alice.directWith(bob);
    for (int i = 1; i <= 5; i++) {
      bob.say(chat, "b" + i, "text " + i);
    }
    TestSocket other = phone.listening();
    assertThat(conversation(alice, chat).get("unread").asInt()).isEqualTo(5);
    bob.rest().delete(message(chat, 5));
    bob.rest().patch(message(chat, 4), Map.of("text", "changed"));
    assertThat(conversation(phone, chat).get("unread").asInt()).isEqualTo(4);
    alice.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 2));
    soon().untilAsserted(() -> assertThat(other.events("receipt")).isNotEmpty());
    assertThat(conversation(phone, chat).get("unread").asInt()).isEqualTo(2);
    phone.rest().delete(message(chat, 3) + "?for=me");
    assertThat(conversation(alice, chat).get("unread").asInt()).isEqualTo(1);
    phone.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 99));
    assertThat(conversation(alice, chat).get("unread").asInt()).isZero();
  }

  @Test
  void aConversationMarkedUnreadIsSoOnAllDevicesUntilOneReads() {
    String chat = alice.directWith(bob);
    bob.say(chat, "b1", "text");
    read(alice, chat);
    TestSocket other = phone.listening();

    change(alice, chat, Map.of("markedUnread", true, "pinned", true));

    JsonNode event = other.awaitEvent("settings");
    assertThat(event.get("about").asText()).isEqualTo(chat);
    assertThat(event.get("settings")).isEqualTo(settings(alice, chat));
    assertThat(settings(phone, chat).get("markedUnread").asBoolean()).isTrue();
    assertThat(conversation(bob, chat).has("settings")).isFalse();
    read(phone, chat);
    assertThat(settings(alice, chat).has("markedUnread")).isFalse();
    assertThat(settings(alice, chat).get("pinned").asBoolean()).isTrue();
    soon().untilAsserted(() -> assertThat(other.events("settings")).hasSize(2));
    assertThat(other.events("settings").getLast().get("settings").has("markedUnread")).isFalse();
  }

  @Test
  void aConversationIsMutedForATimeAndArchived() {
    String chat = alice.directWith(bob);
    String until = "2999-01-01T00:00:00.000Z";
    Rest.Answer muted = change(alice, chat, Map.of("mutedUntil", until, "archived", true));

    assertThat(settings(phone, chat).get("mutedUntil").asText()).isEqualTo(until);
    assertThat(settings(phone, chat).get("archived").asBoolean()).isTrue();
    assertThat(change(phone, chat, Map.of("archived", true)).body()).isEqualTo(muted.body());
    change(phone, chat, Map.of("mutedUntil", "2020-01-01T00:00:00.000Z", "archived", false));
    assertThat(conversation(alice, chat).has("settings")).isFalse();
    assertThat(change(alice, chat, Map.of("mutedUntil", "+10000-01-01T00:00:00Z")).errorName())
        .isEqualTo("BAD_FIELD");
  }

  @Test
  void theLastDraftCountsWhicheverDeviceItComesFrom() {
    String chat = alice.directWith(bob);
    String path = "/v1/conversations/" + chat + "/draft";
    TestSocket other = phone.listening();
    String cursor = other.lastCursor();
    assertThat(alice.rest().put(path, Map.of("text", "Dear B")).status()).isEqualTo(200);
    phone.rest().put(path, Map.of("text", "Dear Bob", "replyTo", 7));

    soon().untilAsserted(() -> assertThat(other.events("draft")).hasSize(2));
    JsonNode last = other.events("draft").getLast();
    JsonNode draft = items(alice, "/v1/drafts").get(0);
    assertThat(last.get("text").asText()).isEqualTo("Dear Bob");
    assertThat(draft.get("text")).isEqualTo(last.get("text"));
    assertThat(draft.get("seq")).isEqualTo(last.get("seq"));
    assertThat(draft.get("replyTo").asInt()).isEqualTo(7);
    List<JsonNode> resumed = phone.listening(cursor).events("draft");
    assertThat(resumed.getFirst().has("text")).isFalse();
    assertThat(resumed.getLast()).isEqualTo(last);
    assertThat(alice.rest().delete(path).status()).isEqualTo(200);
    assertThat(items(phone, "/v1/drafts")).isEmpty();
    assertThat(other.awaitEvent("draft").get("about").asText()).isEqualTo(chat);
  }

  @Test
  void nobodyDoesAnythingWithConversationsOfOthers() {
    Person eve = cluster.person("eve", 0);
    String chat = alice.directWith(bob);
    bob.say(chat, "b1", "text");
    assertThat(eve.rest().delete(message(chat, 1) + "?for=me").errorName())
        .isEqualTo("NOT_A_MEMBER");
    assertThat(change(eve, chat, Map.of("archived", true)).errorName()).isEqualTo("NOT_A_MEMBER");
    assertThat(eve.rest().put(bookmark(chat, 1), null).errorName()).isEqualTo("NOT_A_MEMBER");
    assertThat(
            eve.rest()
                .put("/v1/conversations/" + chat + "/draft", Map.of("text", "hi"))
                .errorName())
        .isEqualTo("NOT_A_MEMBER");
    assertThat(timer(eve, chat, 60).errorName()).isEqualTo("NOT_A_MEMBER");
    assertThat(change(eve, "c1", Map.of("archived", true)).errorName())
        .isEqualTo("CONVERSATION_NOT_FOUND");
  }

  @Test
  void aTimerIsAnEventAndCountsForLaterMessages() {
    String chat = alice.group("Secrets", bob);
    TestSocket bobs = bob.listening();
    alice.say(chat, "a1", "stays");

    assertThat(timer(bob, chat, 60).errorName()).isEqualTo("NOT_ALLOWED");
    assertThat(timer(alice, chat, 0).errorName()).isEqualTo("BAD_FIELD");
    assertThat(timer(alice, chat, 60).status()).isEqualTo(200);
    assertThat(timer(alice, chat, 60).status()).isEqualTo(200);
    alice.say(chat, "a2", "goes");

    assertThat(bobs.awaitEvent("timer-changed").get("seconds").asInt()).isEqualTo(60);
    soon().untilAsserted(() -> assertThat(bobs.texts(chat)).containsExactly("stays", "goes"));
    assertThat(bobs.events("message").getFirst().has("expiresAt")).isFalse();
    assertThat(bobs.events("message").getLast().has("expiresAt")).isTrue();
    assertThat(conversation(bob, chat).get("disappearAfter").asInt()).isEqualTo(60);
    assertThat(timer(alice, chat, null).status()).isEqualTo(200);
    assertThat(conversation(bob, chat).has("disappearAfter")).isFalse();
  }

  @Test
  void aScheduledMessageIsSentOnceAtEachOfItsTimes() {
    String chat = alice.directWith(bob);
    TestSocket bobs = bob.listening();
    TestSocket other = phone.listening();
    Instant soon = Instant.now().plusMillis(700);
    Map<String, Object> body =
        Map.of("clientId", "s", "text", "wake up", "times", List.of(soon, soon.plusMillis(800)));

    JsonNode set = schedule(alice, chat, body).body().get("items");

    assertThat(schedule(phone, chat, body).body().get("items")).isEqualTo(set);
    assertThat(items(phone, "/v1/scheduled")).isEqualTo(set);
    assertThat(set.findValuesAsText("clientId")).containsExactly("s/1", "s/2");
    assertThat(bobs.texts(chat)).isEmpty();
    soon().untilAsserted(() -> assertThat(bobs.texts(chat)).hasSize(2));
    soon().untilAsserted(() -> assertThat(items(alice, "/v1/scheduled")).isEmpty());
    soon()
        .untilAsserted(
            () ->
                assertThat(other.events("scheduled"))
                    .extracting(event -> event.get("change").asText())
                    .containsExactly("set", "sent", "sent"));
    assertThat(bobs.events("message").getFirst().get("at").asText())
        .isGreaterThanOrEqualTo(set.get(0).get("at").asText());
    assertThat(bobs.texts(chat)).containsExactly("wake up", "wake up");
  }

  @Test
  void aScheduledMessageBringsItsFiles() {
    String chat = alice.directWith(bob);
    TestSocket bobs = bob.listening();
    JsonNode file = alice.upload("plan.txt", "at dawn");
    Map<String, Object> body =
        Map.of(
            "clientId", "f",
            "attachments", List.of(file.get("id")),
            "times", List.of(Instant.now().plusMillis(700)));

    assertThat(schedule(alice, chat, body).status()).isEqualTo(200);

    soon().untilAsserted(() -> assertThat(bobs.texts(chat)).hasSize(1));
    assertThat(bobs.events("message").getFirst().at("/attachments/0")).isEqualTo(file);
    assertThat(alice.rest().delete("/v1/media/" + file.get("id").asText()).errorName())
        .isEqualTo("MEDIA_IN_USE");
    bobs.close();
  }

  @Test
  void aScheduledMessageIsChangedOrCancelled() {
    String chat = alice.directWith(bob);
    Instant later = Instant.now().plusSeconds(3_600);
    JsonNode set =
        schedule(
                alice,
                chat,
                Map.of("clientId", "x", "text", "a", "times", List.of(later, later.plusSeconds(1))))
            .body()
            .get("items");
    String first = "/v1/scheduled/" + set.get(0).get("id").asText();
    String second = "/v1/scheduled/" + set.get(1).get("id").asText();

    JsonNode changed = phone.rest().patch(first, Map.of("text", "b")).body();
    assertThat(changed.get("text").asText()).isEqualTo("b");
    assertThat(changed.get("at")).isEqualTo(set.get(0).get("at"));
    assertThat(bob.rest().delete(second).errorName()).isEqualTo("SCHEDULED_NOT_FOUND");
    assertThat(phone.rest().delete(second).status()).isEqualTo(200);
    assertThat(alice.rest().delete(second).errorName()).isEqualTo("SCHEDULED_NOT_FOUND");
    assertThat(items(alice, "/v1/scheduled").findValuesAsText("text")).containsExactly("b");
    assertThat(alice.rest().patch(first, Map.of("at", "2020-01-01T00:00:00.000Z")).errorName())
        .isEqualTo("TOO_LATE");
    assertThat(alice.rest().patch(first, Map.of()).errorName()).isEqualTo("BAD_FIELD");
  }

  private static Rest.Answer schedule(
      Person person, String conversation, Map<String, Object> body) {
    return person.rest().post("/v1/conversations/" + conversation + "/scheduled", body);
  }

  private static String message(String conversation, long seq) {
    return "/v1/conversations/" + conversation + "/messages/" + seq;
  }

  private static String bookmark(String conversation, long seq) {
    return "/v1/bookmarks/" + conversation + "/" + seq;
  }

  private static JsonNode conversation(Person person, String id) {
    return person.rest().get("/v1/conversations/" + id).body();
  }

  private static JsonNode settings(Person person, String id) {
    return conversation(person, id).get("settings");
  }

  private static JsonNode items(Person person, String path) {
    return person.rest().get(path).body().get("items");
  }

  private static void read(Person person, String conversation) {
    Rest.Answer answer =
        person.rest().put("/v1/conversations/" + conversation + "/read", Map.of("seq", 1));
    assertThat(answer.status()).isEqualTo(200);
  }

  @CanIgnoreReturnValue
  private static Rest.Answer change(
      Person person, String conversation, Map<String, Object> settings) {
    return person.rest().patch("/v1/conversations/" + conversation + "/settings", settings);
  }

  private static Rest.Answer timer(Person person, String conversation, Integer seconds) {
    Map<String, Object> body = new HashMap<>();
    body.put("seconds", seconds);
    return person.rest().put("/v1/conversations/" + conversation + "/timer", body);
  }
}
