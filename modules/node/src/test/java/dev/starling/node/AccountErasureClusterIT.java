package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.CloseCode;
import dev.starling.wire.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody deletes their account on one node; friends on the other, one of them away. Two of the
/// nodes erase nothing, so that it can be seen what holds before anything is.
class AccountErasureClusterIT {

  private static final Set<Role> WITHOUT_SEARCH = EnumSet.complementOf(EnumSet.of(Role.SEARCH));

  private TestCluster cluster;
  private Person alice;
  private Person bob;
  private Person carol;

  @BeforeEach
  void start() {
    cluster =
        TestCluster.start(0, Services.shared(), Map.of("STARLING_PERSONAL_ERASING_EVERY", "1h"));
    cluster.add(WITHOUT_SEARCH);
    cluster.add(WITHOUT_SEARCH);
    cluster.add(Set.of(Role.SEARCH));
    alice = cluster.person("alice", 0);
    bob = cluster.person("bob", 1);
    carol = cluster.person("carol", 1);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void atOnceNothingOfThemIsFoundAndAfterwardsNothingIsLeft() {
    String group = alice.group("Climbing", bob, carol);
    String direct = bob.directWith(alice);
    alice.say(group, "m1", "the grey heron stands");
    bob.say(group, "m2", "a heron flies");
    alice.say(direct, "m3", "a secret heron");
    bob.rest().put("/v1/contacts/" + alice.id(), null);
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    alice.rest().post("/v1/stories", Map.of("text", "a heron at dawn"));
    TestSocket a = alice.onAnotherDevice(cluster.url(1)).listening();
    TestSocket b = bob.listening();
    TestSocket away = carol.listening();
    String cursor = away.lastCursor();
    away.close();
    awaitFound(bob, 3);

    JsonNode erasure = delete(alice);

    assertThat(found(bob)).containsExactly("a heron flies");
    assertThat(found(bob.at(cluster.url(0)))).containsExactly("a heron flies");
    a.closed().await();
    assertThat(a.closeCode()).isEqualTo((short) CloseCode.SESSION_REVOKED.number());
    assertThat(alice.rest().get("/v1/me").status()).isEqualTo(401);
    assertThat(alice.at(cluster.url(1)).rest().get("/v1/me").status()).isEqualTo(401);
    assertThat(signIn().errorName()).isEqualTo("BAD_CREDENTIALS");
    assertThat(people(bob)).isEmpty();
    assertThat(bob.rest().get("/v1/contacts").body().get("items")).isEmpty();
    assertThat(bob.rest().get("/v1/stories/feed").body().get("items")).isEmpty();
    assertThat(bob.rest().get("/v1/users/" + alice.id()).body().get("deleted").asBoolean())
        .isTrue();
    assertThat(stillIn(erasure, "messages")).isEqualTo(2);
    assertThat(stillIn(erasure, "searchIndex")).isEqualTo(2);
    assertThat(stillIn(erasure, "stories")).isZero();

    cluster.add(Set.of(Role.PERSISTENCE), Map.of("STARLING_PERSONAL_ERASING_EVERY", "100ms"));

    awaitFinished(erasure);
    assertThat(b.awaitEvent("member-left").get("newOwner").asText()).isEqualTo(bob.id());
    soon().untilAsserted(() -> assertThat(b.events("deleted")).hasSize(2));
    TestSocket back = carol.onAnotherDevice(cluster.url(0)).listening(cursor);
    assertThat(back.events("member-left")).hasSize(1);
    assertThat(back.events("deleted")).hasSize(1);
    assertThat(history(bob, group)).containsExactly("a heron flies");
    assertThat(history(bob, direct)).isEmpty();
    assertThat(bob.say(direct, "m4", "still there?").errorName()).isEqualTo("ACCOUNT_DELETED");
    Person another = cluster.person("another", 0);
    assertThat(
            another
                .rest()
                .post(
                    "/v1/accounts",
                    Map.of("username", alice.username(), "password", alice.password()))
                .status())
        .isEqualTo(201);
  }

  private JsonNode delete(Person person) {
    Rest.Answer answer =
        person.rest().send("DELETE", "/v1/me", Json.bytes(Map.of("password", person.password())));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body();
  }

  private Rest.Answer signIn() {
    return cluster
        .stranger(1)
        .post("/v1/sessions", Map.of("username", alice.username(), "password", alice.password()));
  }

  private List<String> people(Person who) {
    return who.rest()
        .get("/v1/search/people?q=" + alice.username())
        .body()
        .get("items")
        .findValuesAsText("id");
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

  private static void awaitFound(Person who, int count) {
    soon()
        .untilAsserted(
            () -> {
              assertThat(found(who)).hasSize(count);
              assertThat(page(who).get("indexedThrough").asText())
                  .isGreaterThan(page(who).at("/items/0/at").asText());
            });
  }

  private static List<String> found(Person who) {
    return page(who).get("items").findValuesAsText("text");
  }

  private static JsonNode page(Person who) {
    return who.rest().get("/v1/search/messages?q=heron").body();
  }

  private static List<String> history(Person who, String conversation) {
    return who.rest()
        .get("/v1/conversations/" + conversation + "/events?after=0")
        .body()
        .get("items")
        .findValuesAsText("text");
  }
}
