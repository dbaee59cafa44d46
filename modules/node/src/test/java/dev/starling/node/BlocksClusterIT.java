package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a block keeps apart, between people on two nodes. Bob blocks Alice, who must not notice.
class BlocksClusterIT {

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
  void aMessageIsSentAndNeverArrives() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "before");
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    block();

    Rest.Answer sent = alice.say(chat, "m2", "unheard of");

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body().get("seq").asLong()).isEqualTo(2);
    assertThat(a.awaitEvent("message").get("text").asText()).isEqualTo("unheard of");
    JsonNode place = b.awaitEvent("message");
    assertThat(place.get("seq").asLong()).isEqualTo(2);
    assertThat(place.get("deleted").asText()).isEqualTo("hidden");
    assertThat(place.has("text")).isFalse();
    assertThat(alice.say(chat, "m2", "unheard of").status()).isEqualTo(200);

    unblock();
    alice.say(chat, "m3", "after");
    assertThat(texts(alice, chat)).containsExactly("before", "unheard of", "after");
    assertThat(texts(bob, chat)).containsExactly("before", "", "after");
    assertThat(conversation(bob, chat).get("unread").asInt()).isEqualTo(2);
    soon().until(() -> b.events("message").size() == 2);
    assertThat(b.events("message").getLast().get("text").asText()).isEqualTo("after");
  }

  @Test
  void whatOneDoesToMessagesChangesNothingButWhatOneTakesBack() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "one");
    alice.say(chat, "m2", "two");
    block();

    String first = "/v1/conversations/" + chat + "/messages/1";
    assertThat(alice.rest().patch(first, Map.of("text", "other")).status()).isEqualTo(200);
    assertThat(alice.rest().put(first + "/reactions/" + Rest.encoded("👍"), null).status())
        .isEqualTo(200);
    assertThat(alice.rest().put(first + "/pin", null).status()).isEqualTo(200);
    assertThat(alice.rest().delete("/v1/conversations/" + chat + "/messages/2").status())
        .isEqualTo(200);

    assertThat(texts(bob, chat)).containsExactly("one", "");
    assertThat(conversation(bob, chat).get("headSeq").asLong()).isEqualTo(3);
  }

  @Test
  void whoBlocksIsToldWhyTheyCannotWrite() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "hello");
    block();

    assertThat(bob.say(chat, "m1", "hello").errorName()).isEqualTo("BLOCKED");
    unblock();
    assertThat(bob.say(chat, "m1", "hello").status()).isEqualTo(201);
  }

  @Test
  void noReceiptsAndNoTypingPassBetweenThem() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "hello");
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    block();

    bob.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 1));
    assertThat(b.awaitEvent("receipt").get("readSeq").asLong()).isEqualTo(1);
    b.ask("conversation.typing", Map.of("conversation", chat, "typing", true)).await();
    a.ask("conversation.typing", Map.of("conversation", chat, "typing", true)).await();

    assertThat(member(conversation(alice, chat), bob).get("readSeq").asLong()).isZero();
    unblock();
    bob.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 1));
    assertThat(a.awaitEvent("receipt").get("readSeq").asLong()).isEqualTo(1);
    assertThat(a.events("receipt")).hasSize(1);
    assertThat(a.events("typing")).isEmpty();
    assertThat(b.events("typing")).isEmpty();
    assertThat(member(conversation(alice, chat), bob).get("readSeq").asLong()).isEqualTo(1);
  }

  @Test
  void aNewConversationLooksLikeAnyOtherAndIsNotSeen() {
    block();

    String chat = alice.directWith(bob);

    assertThat(alice.say(chat, "m1", "hello").status()).isEqualTo(201);
    assertThat(listed(alice, false)).contains(chat);
    assertThat(listed(bob, false)).doesNotContain(chat);
    assertThat(listed(bob, true)).doesNotContain(chat);
    unblock();
    assertThat(listed(bob, false)).contains(chat);
    assertThat(alice.say(chat, "m2", "hello").status()).isEqualTo(201);
    assertThat(texts(bob, chat)).containsExactly("", "hello");
    block(alice, carol);
    Map<String, Object> direct = Map.of("kind", "direct", "members", List.of(carol.id()));
    assertThat(alice.rest().post("/v1/conversations", direct).errorName()).isEqualTo("BLOCKED");
  }

  @Test
  void theyAddNobodyWhoBlocksThemAndSharedGroupsGoOn() {
    String shared = carol.group("Shared", alice, bob);
    block();

    String opened = alice.group("Opened", bob, carol);
    assertThat(conversation(alice, opened).get("memberCount").asInt()).isEqualTo(2);
    Map<String, Object> added = Map.of("users", List.of(bob.id()));
    Rest.Answer answer = alice.rest().post("/v1/conversations/" + opened + "/members", added);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(conversation(alice, opened).get("memberCount").asInt()).isEqualTo(2);

    alice.say(shared, "m1", "to all");
    assertThat(texts(bob, shared)).contains("to all");
  }

  @Test
  void storiesAreSeenByNeither() {
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    bob.rest().put("/v1/contacts/" + alice.id(), null);
    String alices = story(alice);
    String bobs = story(bob);
    soon().until(() -> authors(bob).contains(alice.id()) && authors(alice).contains(bob.id()));
    block();

    assertThat(authors(alice)).doesNotContain(bob.id());
    assertThat(authors(bob)).doesNotContain(alice.id());
    assertThat(alice.rest().get("/v1/stories/" + bobs).errorName()).isEqualTo("STORY_NOT_FOUND");
    assertThat(bob.rest().get("/v1/stories/" + alices).errorName()).isEqualTo("STORY_NOT_FOUND");
    assertThat(alice.rest().post("/v1/stories/" + bobs + "/views", Map.of()).status())
        .isEqualTo(404);
  }

  private void block() {
    block(bob, alice);
  }

  private static void block(Person by, Person whom) {
    assertThat(by.rest().put("/v1/blocks/" + whom.id(), null).status()).isEqualTo(204);
  }

  private void unblock() {
    assertThat(bob.rest().delete("/v1/blocks/" + alice.id()).status()).isEqualTo(204);
  }

  private static String story(Person author) {
    Rest.Answer posted = author.rest().post("/v1/stories", Map.of("kind", "text", "text", "here"));
    return posted.body().get("id").asText();
  }

  private static List<String> authors(Person viewer) {
    return viewer.rest().get("/v1/stories/feed").body().get("items").findValuesAsText("id");
  }

  static List<String> listed(Person person, boolean requests) {
    List<String> ids = new ArrayList<>();
    String path = "/v1/conversations?limit=200&requests=" + requests;
    person.rest().get(path).body().get("items").forEach(one -> ids.add(one.get("id").asText()));
    return ids;
  }

  static JsonNode conversation(Person person, String id) {
    return person.rest().get("/v1/conversations/" + id).body();
  }

  static JsonNode member(JsonNode conversation, Person person) {
    for (JsonNode member : conversation.get("members")) {
      if (member.get("id").asText().equals(person.id())) {
        return member;
      }
    }
    throw new AssertionError(person.id() + " is not in " + conversation);
  }

  /// Of the messages in their order; empty for what is gone.
  static List<String> texts(Person person, String conversation) {
    JsonNode page =
        person.rest().get("/v1/conversations/" + conversation + "/events?after=0").body();
    List<String> texts = new ArrayList<>();
    for (JsonNode event : page.get("items")) {
      if (event.get("type").asText().equals("message")) {
        texts.add(event.path("text").asText(""));
      }
    }
    return texts;
  }
}
