package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.wire.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What was said on one node is found on the other, by those who may.
class SearchClusterIT {

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person stranger = cluster.person("stranger", 1);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aMessageIsFoundByTheMembersOnEveryNodeAndByNobodyElse() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "the grey <heron> stands in the reeds");
    alice.say(chat, "m2", "nothing of interest");

    for (Person member : List.of(alice, bob, bob.at(cluster.url(0)))) {
      JsonNode hit = awaitHits(member, "heron", 1).get(0);
      assertThat(hit.get("conversation").asText()).isEqualTo(chat);
      assertThat(hit.get("seq").asLong()).isEqualTo(1);
      assertThat(hit.get("sender").asText()).isEqualTo(alice.id());
      assertThat(hit.get("highlight").asText())
          .isEqualTo("the grey &lt;<em>heron</em>&gt; stands in the reeds");
    }
    assertThat(search(stranger, "heron").get("items")).isEmpty();
    assertThat(search(stranger.at(cluster.url(0)), "heron").get("items")).isEmpty();
  }

  @Test
  void inAConversationWhatWasJustSaidIsFoundAtOnce() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "a bittern booms");

    JsonNode found = bob.rest().get(path("bittern") + "&conversation=" + chat).body();

    assertThat(found.get("items").findValuesAsText("text")).containsExactly("a bittern booms");
    Rest.Answer refused = stranger.rest().get(path("bittern") + "&conversation=" + chat);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errorCode()).isEqualTo(ErrorCode.NOT_A_MEMBER.number());
  }

  @Test
  void anAnswerSaysHowFarTheIndexHasCome() {
    String chat = alice.directWith(bob);
    Instant before = Instant.parse(search(bob, "egret").get("indexedThrough").asText());
    Instant said = Instant.parse(alice.say(chat, "m1", "an egret waits").body().get("at").asText());

    soon()
        .untilAsserted(
            () -> {
              JsonNode found = search(bob, "egret");
              Instant through = Instant.parse(found.get("indexedThrough").asText());
              assertThat(through).isAfter(said).isAfter(before);
              assertThat(found.get("items")).hasSize(1);
            });
  }

  @Test
  void manyHitsArePagedNewestFirst() {
    String chat = alice.directWith(bob);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      texts.add("sandpiper " + i);
      (i % 2 == 0 ? alice : bob).say(chat, "m" + i, texts.getLast());
    }
    awaitHits(bob, "sandpiper", 7);

    List<String> found = new ArrayList<>();
    JsonNode page = bob.rest().get(path("sandpiper") + "&limit=3").body();
    found.addAll(page.get("items").findValuesAsText("text"));
    while (!page.get("next").isNull()) {
      page =
          bob.rest().get(path("sandpiper") + "&limit=3&cursor=" + page.get("next").asText()).body();
      found.addAll(page.get("items").findValuesAsText("text"));
    }

    assertThat(found).isEqualTo(texts.reversed());
  }

  @Test
  void peopleAreFoundByTheBeginningOfTheirNames() {
    String beginning = alice.username().substring(0, alice.username().length() - 1);

    JsonNode found = bob.rest().get("/v1/search/people?q=" + beginning).body();

    assertThat(found.get("items").findValuesAsText("id")).contains(alice.id());
    assertThat(found.get("items").get(0).get("highlight").asText())
        .startsWith("<em>" + beginning + "</em>");
    assertThat(bob.rest().get("/v1/search/people?q=zzzzzz").body().get("items")).isEmpty();
  }

  @CanIgnoreReturnValue
  private static JsonNode awaitHits(Person who, String word, int count) {
    soon().untilAsserted(() -> assertThat(search(who, word).get("items")).hasSize(count));
    return search(who, word).get("items");
  }

  private static JsonNode search(Person who, String word) {
    return who.rest().get(path(word)).body();
  }

  private static String path(String word) {
    return "/v1/search/messages?q=" + word;
  }
}
