package dev.starling.node;

import static dev.starling.node.BlocksClusterIT.conversation;
import static dev.starling.node.BlocksClusterIT.listed;
import static dev.starling.node.BlocksClusterIT.member;
import static dev.starling.node.BlocksClusterIT.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What strangers may do before somebody on another node, who wants to be asked, has accepted.
class RequestsClusterIT {

  private static TestCluster cluster;

  private final Person stranger = cluster.person("stranger", 0);
  private final Person bob = cluster.person("bob", 1);

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            2, Services.shared(), Map.of("STARLING_MESSAGING_REQUEST_MESSAGES_MAX", "2"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void bobWantsToBeAsked() {
    assertThat(bob.rest().patch("/v1/me/privacy", Map.of("messages", "contacts")).status())
        .isEqualTo(200);
  }

  @Test
  void aStrangersConversationIsARequestUntilItIsAccepted() {
    String chat = stranger.directWith(bob);

    assertThat(stranger.say(chat, "m1", "hello").status()).isEqualTo(201);
    assertThat(stranger.say(chat, "m1", "hello").status()).isEqualTo(200);
    assertThat(stranger.say(chat, "m2", "there").status()).isEqualTo(201);
    assertThat(stranger.say(chat, "m3", "again").errorName()).isEqualTo("REQUEST_PENDING");

    assertThat(listed(bob, false)).doesNotContain(chat);
    assertThat(listed(bob, true)).contains(chat);
    assertThat(listed(stranger, false)).contains(chat);
    assertThat(conversation(bob, chat).get("request").asBoolean()).isTrue();
    assertThat(conversation(stranger, chat).has("request")).isFalse();
    assertThat(texts(bob, chat)).containsExactly("hello", "there");

    assertThat(bob.rest().put("/v1/conversations/" + chat + "/request", null).status())
        .isEqualTo(204);
    assertThat(listed(bob, false)).contains(chat);
    assertThat(listed(bob, true)).doesNotContain(chat);
    assertThat(conversation(bob, chat).has("request")).isFalse();
    assertThat(stranger.say(chat, "m3", "again").status()).isEqualTo(201);
  }

  @Test
  void theStrangerHearsAndSeesNothingBefore() {
    String chat = stranger.directWith(bob);
    stranger.say(chat, "m1", "hello");
    TestSocket s = stranger.listening();
    TestSocket b = bob.listening();

    bob.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 1));
    assertThat(b.awaitEvent("receipt").get("readSeq").asLong()).isEqualTo(1);
    b.ask("conversation.typing", Map.of("conversation", chat, "typing", true)).await();
    assertThat(presenceOf(bob)).isEqualTo("hidden");
    assertThat(member(conversation(stranger, chat), bob).get("readSeq").asLong()).isZero();

    b.ask("request.accept", Map.of("conversation", chat)).await();
    bob.rest().put("/v1/conversations/" + chat + "/read", Map.of("seq", 1));
    assertThat(s.awaitEvent("receipt").get("readSeq").asLong()).isEqualTo(1);
    assertThat(s.events("receipt")).hasSize(1);
    assertThat(s.events("typing")).isEmpty();
    assertThat(presenceOf(bob)).isEqualTo("online");
  }

  @Test
  void writingBackAccepts() {
    String chat = stranger.directWith(bob);
    stranger.say(chat, "m1", "hello");

    assertThat(bob.say(chat, "m1", "who is it?").status()).isEqualTo(201);

    assertThat(listed(bob, false)).contains(chat);
    for (int i = 2; i < 6; i++) {
      assertThat(stranger.say(chat, "m" + i, "me").status()).isEqualTo(201);
    }
  }

  @Test
  void aDeclinedRequestIsInNoListAndTheStrangerIsNotTold() {
    String chat = stranger.directWith(bob);
    stranger.say(chat, "m1", "hello");

    assertThat(bob.rest().delete("/v1/conversations/" + chat + "/request").status()).isEqualTo(204);

    assertThat(listed(bob, true)).doesNotContain(chat);
    assertThat(listed(bob, false)).doesNotContain(chat);
    assertThat(stranger.say(chat, "m2", "there").status()).isEqualTo(201);
    assertThat(stranger.say(chat, "m3", "again").errorName()).isEqualTo("REQUEST_PENDING");
    assertThat(bob.directWith(stranger)).isEqualTo(chat);
    assertThat(bob.say(chat, "m1", "after all").status()).isEqualTo(201);
    assertThat(listed(bob, false)).contains(chat);
  }

  @Test
  void contactsAndOldConversationsNeedNotAsk() {
    Person friend = cluster.person("friend", 0);
    bob.rest().put("/v1/contacts/" + friend.id(), null);
    String chat = friend.directWith(bob);
    assertThat(listed(bob, false)).contains(chat);

    Person open = cluster.person("open", 1);
    String old = stranger.directWith(open);
    open.rest().patch("/v1/me/privacy", Map.of("messages", "contacts"));
    for (int i = 0; i < 4; i++) {
      assertThat(stranger.say(old, "m" + i, "hello").status()).isEqualTo(201);
    }
  }

  private String presenceOf(Person person) {
    return stranger
        .rest()
        .get("/v1/presence?users=" + person.id())
        .body()
        .at("/items/0/state")
        .asText();
  }
}
