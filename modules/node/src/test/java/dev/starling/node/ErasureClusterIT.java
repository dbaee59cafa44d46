package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is deleted on one node is gone on the other, for those who are there and for those who come
/// back, while the index still has it and when it has not.
class ErasureClusterIT {

  private static final Set<Role> WITHOUT_SEARCH = EnumSet.complementOf(EnumSet.of(Role.SEARCH));

  private TestCluster cluster;

  /// The node that feeds the index.
  private int indexer;

  private Person alice;
  private Person bob;
  private Person carol;

  @BeforeEach
  void start() {
    cluster = TestCluster.start(0);
    cluster.add(WITHOUT_SEARCH);
    cluster.add(WITHOUT_SEARCH);
    indexer = cluster.add(Set.of(Role.SEARCH));
    alice = cluster.person("alice", 0);
    bob = cluster.person("bob", 1);
    carol = cluster.person("carol", 1);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aDeletedGroupIsFoundByNobodyFromThatMomentOnAndLeavesTheIndex() {
    String group = alice.group("Climbing", bob, carol);
    alice.say(group, "m1", "the grey heron stands");
    bob.say(group, "m2", "a heron flies");
    TestSocket b = bob.listening();
    TestSocket away = carol.listening();
    String cursor = away.lastCursor();
    away.close();
    awaitFound(bob, "heron", 2);
    cluster.stop(indexer);

    JsonNode erasure = delete(alice, group);

    for (Person member : List.of(alice, bob, carol, bob.at(cluster.url(0)))) {
      assertThat(found(member, "heron")).isEmpty();
      assertThat(member.rest().get("/v1/conversations/" + group).errorName())
          .isEqualTo("NOT_A_MEMBER");
    }
    assertThat(b.awaitEvent("conversation-deleted").get("conversation").asText()).isEqualTo(group);
    assertThat(bob.say(group, "m3", "hello?").errorName()).isEqualTo("NOT_A_MEMBER");
    assertThat(stillIn(erasure, "searchIndex")).isEqualTo(2);
    assertThat(indexed(group)).isEqualTo(2);
    soon().untilAsserted(() -> assertThat(stillIn(erasure, "messages")).isZero());
    assertThat(receipt(erasure).get("state").asText()).isEqualTo("running");

    cluster.add(Set.of(Role.SEARCH));

    awaitFinished(erasure);
    assertThat(indexed(group)).isZero();
    TestSocket back = carol.onAnotherDevice(cluster.url(0)).listening(cursor);
    assertThat(back.events("conversation-deleted")).hasSize(1);
    assertThat(back.sequences(group)).hasSize(1);
    assertThat(delete(alice, group)).isEqualTo(erasure);
  }

  @Test
  void nothingOfADeletedGroupComesBackByFillingTheIndexAnew() {
    String group = alice.group("Climbing", bob);
    alice.say(group, "m1", "the grey heron stands");
    awaitFound(bob, "heron", 1);

    JsonNode erasure = delete(alice, group);
    awaitFinished(erasure);
    int filler =
        cluster.add(
            Set.of(Role.SEARCH, Role.REST, Role.ROUTING),
            Map.of("STARLING_HOOKS_OPERATOR_TOKEN", "a long operator token for tests"));
    new Rest(cluster.url(filler), "a long operator token for tests")
        .post("/v1/admin/search/generations", null);
    soon()
        .untilAsserted(
            () -> {
              JsonNode generations =
                  new Rest(cluster.url(filler), "a long operator token for tests")
                      .get("/v1/admin/search/generations")
                      .body();
              assertThat(generations.at("/items/1/filledAt").isMissingNode()).isFalse();
            });

    assertThat(indexed(group)).isZero();
    assertThat(stillIn(erasure, "searchIndex")).isZero();
  }

  @Test
  void aDirectConversationIsGoneForWhoDeletesItAndStaysForTheOther() {
    String chat = alice.directWith(bob);
    alice.say(chat, "m1", "a heron flies");
    awaitFound(alice, "heron", 1);
    TestSocket a = alice.onAnotherDevice(cluster.url(1)).listening();

    JsonNode erasure = delete(alice, chat);

    assertThat(found(alice, "heron")).isEmpty();
    assertThat(found(bob, "heron")).containsExactly("a heron flies");
    assertThat(listed(alice)).doesNotContain(chat);
    assertThat(listed(bob)).contains(chat);
    JsonNode cleared = a.awaitEvent("conversation-cleared");
    assertThat(cleared.get("about").asText()).isEqualTo(chat);
    assertThat(cleared.get("aboutSeq").asLong()).isEqualTo(1);
    assertThat(receipt(erasure).get("state").asText()).isEqualTo("finished");
    bob.say(chat, "m2", "another heron");
    assertThat(listed(alice)).contains(chat);

    awaitFinished(delete(bob, chat));
    assertThat(history(alice, chat)).containsExactly("another heron");
    assertThat(history(bob, chat)).isEmpty();
    assertThat(found(alice, "flies")).isEmpty();
  }

  @Test
  void ofOnesOwnConversationAllNotesAreErased() {
    String own =
        alice.rest().post("/v1/conversations", Map.of("kind", "self")).body().get("id").asText();
    alice.say(own, "n1", "remember the heron");
    awaitFound(alice, "heron", 1);
    cluster.stop(indexer);

    JsonNode erasure = delete(alice, own);
    assertThat(found(alice, "heron")).isEmpty();
    cluster.add(Set.of(Role.SEARCH));
    awaitFinished(erasure);

    assertThat(indexed(own)).isZero();
    assertThat(listed(alice)).contains(own);
    alice.say(own, "n2", "a new note");
    assertThat(history(alice, own)).containsExactly("a new note");
  }

  @CanIgnoreReturnValue
  private static JsonNode delete(Person person, String conversation) {
    Rest.Answer answer = person.rest().delete("/v1/conversations/" + conversation);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body();
  }

  private JsonNode receipt(JsonNode erasure) {
    return cluster.stranger(1).get("/v1/erasures/" + erasure.get("id").asText()).body();
  }

  private long stillIn(JsonNode erasure, String place) {
    for (JsonNode one : receipt(erasure).get("stillIn")) {
      if (one.get("place").asText().equals(place)) {
        return one.get("count").asLong();
      }
    }
    return 0;
  }

  private void awaitFinished(JsonNode erasure) {
    soon()
        .untilAsserted(
            () -> {
              JsonNode receipt = receipt(erasure);
              assertThat(receipt.get("state").asText()).as("%s", receipt).isEqualTo("finished");
              assertThat(receipt.get("stillIn")).isEmpty();
            });
  }

  /// What Elasticsearch itself says.
  private static long indexed(String conversation) {
    Rest elasticsearch = new Rest(Services.shared().elasticsearch().uri().toString(), null);
    return elasticsearch
        .get("/*-message-*/_count?q=conversation:" + conversation)
        .body()
        .get("count")
        .asLong();
  }

  private static void awaitFound(Person who, String word, int count) {
    soon()
        .untilAsserted(
            () -> {
              assertThat(found(who, word)).hasSize(count);
              assertThat(page(who, word).get("indexedThrough").asText())
                  .isGreaterThan(page(who, word).at("/items/0/at").asText());
            });
  }

  private static List<String> found(Person who, String word) {
    return page(who, word).get("items").findValuesAsText("text");
  }

  private static JsonNode page(Person who, String word) {
    return who.rest().get("/v1/search/messages?q=" + word).body();
  }

  private static List<String> listed(Person who) {
    return who.rest().get("/v1/conversations").body().get("items").findValuesAsText("id");
  }

  private static List<String> history(Person who, String conversation) {
    return who.rest()
        .get("/v1/conversations/" + conversation + "/events?after=0")
        .body()
        .get("items")
        .findValuesAsText("text");
  }
}
